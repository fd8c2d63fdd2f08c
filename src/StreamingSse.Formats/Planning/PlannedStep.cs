namespace StreamingSse.Formats.Planning;

/// <summary>Looks whether an MD step can be meant: a unit mistaken for another is a factor of a thousand.</summary>
internal static class PlannedStep
{
    /// <summary>A tenth of the period of a heavy ion in a soft site, and a hundredth of that of a hydrogen's stretch, fs.</summary>
    private const double LongestFs = 10, ShortestFs = 0.1;

    public static PlannedRun Check(PlannedRun run)
    {
        string where = $"{Path.GetFileName(run.Files[0])}: MD step", found = $"{run.TimestepFs} fs";
        PlanFinding? finding = run.TimestepFs > LongestFs ? PlanFinding.Error(where, $"at most {LongestFs} fs, or the atoms fly apart (the units?)", found)
            : run.TimestepFs < ShortestFs ? PlanFinding.Warning(where, $"{ShortestFs} fs or more (the units?)", found) : null;
        return finding is null ? run : run with { Findings = [.. run.Findings, finding] };
    }
}
