namespace StreamingSse.Formats.Planning;

/// <summary>What to write into an input so that its trajectory resolves the whole vibrational spectrum.</summary>
/// <param name="EverySteps">Steps between frames that do.</param>
public sealed record DenserOutput(long EverySteps, IReadOnlyList<string> LinesToAdd)
{
    /// <param name="output">The trajectory that is too coarse.</param>
    /// <returns>Null where no spacing does: the MD step itself is too long.</returns>
    public static DenserOutput? Of(PlannedRun run, PlannedOutput output, long everySteps) => everySteps < 1 ? null : new(everySteps, run.Engine switch
    {
        "VASP" => [$"NBLOCK = {everySteps}"],
        "GROMACS" => [$"nstxout = {everySteps}", $"nstvout = {everySteps}"],
        "CP2K" => [.. Section("TRAJECTORY", everySteps), .. Section("VELOCITIES", everySteps)],
        _ when output is { Id: string id, HasVelocities: true } => [$"dump_modify {id} every {everySteps}"],
        _ => [$"dump sse all custom {everySteps} sse.lammpstrj id type x y z ix iy iz vx vy vz"],
    });

    private static string[] Section(string name, long everySteps) => [$"&{name}", "  &EACH", $"    MD {everySteps}", "  &END", "&END"];
}
