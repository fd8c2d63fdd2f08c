namespace StreamingSse.Formats.Planning;

/// <summary>What a run's input says it will do and write, before it is submitted.</summary>
/// <param name="Engine">VASP, LAMMPS, CP2K or GROMACS.</param>
/// <param name="Files">The input files that were read.</param>
/// <param name="TimestepFs">MD step, fs; NaN where it is not known.</param>
/// <param name="StepCount">Steps planned; null where it is not known or has no end.</param>
/// <param name="TemperatureK">Set point, K; NaN where there is none.</param>
/// <param name="Outputs">The trajectories that will be written.</param>
/// <param name="IonsOfSpecie">Atoms per specie, from the structure beside the input; empty where there is none.</param>
/// <param name="Findings">What is wrong or should be looked at.</param>
public sealed record PlannedRun(
    string Engine,
    IReadOnlyList<string> Files,
    double TimestepFs,
    long? StepCount,
    double TemperatureK,
    IReadOnlyList<PlannedOutput> Outputs,
    StopWay Stop,
    IReadOnlyDictionary<string, int> IonsOfSpecie,
    IReadOnlyList<PlanFinding> Findings);

/// <summary>One trajectory that will be written.</summary>
/// <param name="EverySteps">Steps between frames.</param>
/// <param name="IsFolded">Positions are folded into the cell and the crossings are not written.</param>
public sealed record PlannedOutput(string Name, long EverySteps, bool HasPositions, bool HasVelocities, bool IsFolded)
{
    /// <summary>What the input calls it: a LAMMPS dump's id; null where it has no such name.</summary>
    public string? Id { get; init; }
}

/// <summary>How the run can be ended in order while it runs.</summary>
/// <param name="IsOpen">False where the input leaves no way that keeps its results.</param>
/// <param name="How">What to do, in words.</param>
/// <param name="LinesToAdd">What opens the way, where it is shut.</param>
/// <param name="AddTo">The file and the place for those lines.</param>
public sealed record StopWay(bool IsOpen, string How, IReadOnlyList<string> LinesToAdd, string AddTo);

/// <summary>Something that is wrong with an input, or that should be looked at.</summary>
/// <param name="IsError">The run would not give what is asked of it.</param>
/// <param name="LinesToAdd">What would mend it; empty where that cannot be said.</param>
public sealed record PlanFinding(bool IsError, BadInput What, IReadOnlyList<string> LinesToAdd)
{
    public static PlanFinding Error(string where, string expected, string found, params string[] linesToAdd) => new(true, new BadInput(where, expected, found), linesToAdd);

    public static PlanFinding Warning(string where, string expected, string found, params string[] linesToAdd) => new(false, new BadInput(where, expected, found), linesToAdd);
}
