using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Links;

/// <summary>Makes the state of a run that others see from what is known of it here.</summary>
public static class RunStates
{
    internal static RunState Of(RunSetup setup, StateStamp stamp, RunSnapshot snapshot, double psPerHour, string? failure, string fingerprint)
    {
        RunTags tags = setup.Tags, path = PathTags.Of(setup.Plan.Path);
        RunFacts run = snapshot.Run;
        var progress = new RunProgress(snapshot.FrameCount, run.AtomCount, run.LastPs - run.FirstPs, psPerHour, tags.Cores, stamp.IsFinal, failure);
        RunLabel label = LabelOf(setup, run, tags, path);
        IReadOnlyList<DescriptorValue> described = tags.Description?.Descriptors ?? [];
        RunSnapshot joined = snapshot with
        {
            Descriptors = [.. snapshot.Descriptors, .. described.Where(value => snapshot.Descriptors.All(own => own.Name != value.Name))],
            Missing = Missing(snapshot, tags.Description),
        };
        return new RunState(NameOf(setup.Plan.Path), setup.PublishedName ?? setup.Name, stamp, label, progress, DiffusionOf(snapshot, label.TemperatureK), joined, fingerprint)
        {
            Categories = tags.Description?.Categories ?? [],
        };
    }

    /// <summary>What a run is called on every node: its full path, or the address of its socket.</summary>
    public static string NameOf(string path) => path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(path);

    private static RunLabel LabelOf(RunSetup setup, RunFacts run, RunTags tags, RunTags path)
    {
        var cell = CellComposition.Of(run.Species);
        double kineticK = run.KineticTemperatureK.Where(specie => double.IsFinite(specie.Value))
            .Select(specie => (specie.Value, Count: run.Species.GetValueOrDefault(specie.Key))).ToArray() is { Length: > 0 } known
            ? known.Sum(specie => specie.Value * specie.Count) / known.Sum(specie => specie.Count) : double.NaN;
        double statedK = run.StatedTemperatureK > 0 ? run.StatedTemperatureK : path.TemperatureK;
        return new RunLabel(
            tags.Material ?? path.Material ?? cell.Material, cell.Composition, tags.Stoichiometric ?? path.Stoichiometric ?? cell.Stoichiometric,
            RunLabel.RoundedK(statedK, kineticK), string.Join("+", setup.Analysis.Mobile.Names));
    }

    private static RunDiffusion DiffusionOf(RunSnapshot snapshot, double temperatureK)
    {
        if (snapshot.Verdict is not { } verdict) return RunDiffusion.None;
        Interval sigma = verdict.Transport?.SigmaNernstEinsteinSPerCm ?? RunDiffusion.Unknown;
        return new RunDiffusion(
            verdict.StateName, verdict.Reason, verdict.Found?.D ?? RunDiffusion.Unknown, verdict.Found?.UpperBound95 ?? double.NaN,
            sigma.Value * temperatureK / (verdict.Found?.D.Value ?? double.NaN), verdict.Found?.ShortestQuotablePs ?? double.NaN, verdict.RemainingPs);
    }

    private static Dictionary<string, string> Missing(RunSnapshot snapshot, MaterialDescription? description)
    {
        var missing = new Dictionary<string, string>(snapshot.Missing);
        foreach ((string name, string reason) in description?.Missing ?? new Dictionary<string, string>()) missing[name] = reason;
        foreach (DescriptorValue value in description?.Descriptors ?? []) missing.Remove(value.Name);
        return missing;
    }
}
