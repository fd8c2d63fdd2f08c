using StreamingSse.Kernel;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Formats.Planning;

/// <summary>What a planned trajectory will permit: its sampling, its lags, and each descriptor with the reason where it is not to be had.</summary>
/// <param name="Output">The trajectory that is meant: the one of positions that is written most often.</param>
/// <param name="FramePs">Spacing of its frames, ps.</param>
/// <param name="FrameCount">Null where the run has no planned end.</param>
/// <param name="LengthPs">NaN where the run has no planned end.</param>
/// <param name="NyquistMev">Highest energy of a vibration that the spacing resolves, meV.</param>
/// <param name="Refused">Descriptors that the plan rules out, with the reason.</param>
/// <param name="Possible">The others of those that come from a trajectory.</param>
public sealed record PlanAssessment(
    PlannedOutput Output, double FramePs, long? FrameCount, double LengthPs, double NyquistMev,
    IReadOnlyList<string> Possible, IReadOnlyDictionary<string, string> Refused, IReadOnlyList<string> Notes)
{
    /// <summary>What would resolve the whole spectrum; null where the plan does, or where that is not what it lacks.</summary>
    public DenserOutput? Denser { get; private init; }

    /// <summary>Nyquist energies: of the top of an oxide's or sulfide's spectrum, and of the low-energy descriptors, meV.</summary>
    public const double WholeSpectrumMev = 60, LowSpectrumMev = 30;

    /// <summary>Length from which the verdict says anything, and the range of lags that it must test, ps.</summary>
    public const double FirstWordPs = 20, ShortestTestPs = 32, LongestTestPs = 96;

    /// <summary>Simulated time of which the verdict tests a lag: 2.5 lags.</summary>
    private const double LagsPerRun = 2.5;
    private const double ResolutionPs = 2; // lags behind the standard VDOS
    private static readonly string[] Groups = ["All", "Nd", "D"];
    private static readonly string[] Vibrational = ["omega", "eVib", "cV", "fVib", "sVib"];

    /// <returns>Null where the run writes no positions, or its time step is not known.</returns>
    public static PlanAssessment? Of(PlannedRun run)
    {
        PlannedOutput? output = run.Outputs.Where(one => one.HasPositions).MinBy(one => (one.EverySteps, !one.HasVelocities));
        if (output is null || !double.IsFinite(run.TimestepFs)) return null;
        double framePs = run.TimestepFs * output.EverySteps / Units.FsPerPs, lengthPs = run.StepCount * run.TimestepFs / Units.FsPerPs ?? double.NaN;
        double nyquistMev = 0.5 / framePs * Units.MevPerThz;
        Dictionary<string, string> refused = RefusedOf(run.TimestepFs, framePs, lengthPs, nyquistMev);
        string[] all = ["lindemann", "gammaOptical", .. Groups.SelectMany(group => Vibrational.Append("omega30").Select(name => name + group)), "thetaD", "D", "msd"];
        return new PlanAssessment(output, framePs, run.StepCount / output.EverySteps + 1, lengthPs, nyquistMev,
            [.. all.Where(name => !refused.ContainsKey(name))], refused, [.. NotesOf(run, output, framePs, lengthPs)])
        {
            Denser = nyquistMev < WholeSpectrumMev ? DenserOutput.Of(run, output, EveryFor(WholeSpectrumMev, run.TimestepFs)) : null,
        };
    }

    private static Dictionary<string, string> RefusedOf(double timestepFs, double framePs, double lengthPs, double nyquistMev)
    {
        string? tooShort = lengthPs < 2 * ResolutionPs ? $"needs {2 * ResolutionPs:0} ps, {lengthPs:0.##} ps are planned" : null;
        string? Coarse(double mev) => nyquistMev >= mev ? null
            : $"frames {framePs * Units.FsPerPs:0.#} fs apart resolve {nyquistMev:0} meV, {mev:0} meV are needed: {Needed(mev, timestepFs)}";
        var refused = new Dictionary<string, string> { ["gammaOptical"] = "needs a DFT phonon calculation" };
        foreach (string group in Groups)
        {
            if ((tooShort ?? Coarse(WholeSpectrumMev)) is string whole)
                foreach (string name in Vibrational) refused[name + group] = whole;
            if ((tooShort ?? Coarse(LowSpectrumMev)) is string low) refused["omega30" + group] = low;
        }
        if (refused.TryGetValue("omegaAll", out string? spectrum)) refused["thetaD"] = spectrum;
        if (lengthPs < FirstWordPs) refused["D"] = refused["msd"] = $"needs {FirstWordPs:0} ps at least, {lengthPs:0.##} ps are planned";
        return refused;
    }

    /// <summary>Half-width of the 95 % interval on D that can be expected, in parts of D, where the ions move on their own.</summary>
    /// <remarks>
    /// var/D² = a²/(6 D N T), the Poisson count of hops of a = 2.8 Å, + ⅔·V(T/Δ)/N, the products of unrelated displacements at the lag Δ that the verdict asks for
    /// (<see cref="BrownianNoise"/>); 3 % is systematic. Ions that move in groups of C widen it by √C.
    /// </remarks>
    public static double ExpectedRelative(double dA2PerPs, int ionCount, double lengthPs)
    {
        const double hopA2 = 2.8 * 2.8, systematic = 0.03, z = 1.96;
        double lagPs = Math.Min(TestedLagPs(dA2PerPs), lengthPs / LagsPerRun);
        double variance = hopA2 / (6 * dA2PerPs * ionCount * lengthPs) + 2.0 / 3 * BrownianNoise.Variance(lengthPs / lagPs) / ionCount;
        return z * Math.Sqrt(variance + systematic * systematic);
    }

    /// <summary>The lag up to which the verdict must test memory, ps: 2.5 residence times of an ion, between 32 and 96 ps.</summary>
    public static double TestedLagPs(double dA2PerPs) => Math.Clamp(2.5 * 2.8 * 2.8 / (6 * dA2PerPs), ShortestTestPs, LongestTestPs);

    /// <summary>Simulated time that the verdict needs for that lag, ps.</summary>
    public static double NeededPs(double dA2PerPs) => LagsPerRun * TestedLagPs(dA2PerPs);

    private static IEnumerable<string> NotesOf(PlannedRun run, PlannedOutput output, double framePs, double lengthPs)
    {
        if (lengthPs < LagsPerRun * ShortestTestPs)
            yield return $"{lengthPs:0.#} ps are planned: the verdict tests lags of {ShortestTestPs:0} ps at least and so needs {LagsPerRun * ShortestTestPs:0} ps ({StepsFor(LagsPerRun * ShortestTestPs, run.TimestepFs)})";
        if (!output.HasVelocities)
            yield return "no velocities are written: those from differences of frames lose the top of the spectrum"
                + (framePs * Units.FsPerPs > 10 ? $"; frames {framePs * Units.FsPerPs:0.#} fs apart lose much" : "");
        if (output.IsFolded && framePs > 1)
            yield return $"folded positions {framePs:0.##} ps apart: an ion that moves more than 0.4 of a cell edge meanwhile stops the analysis";
    }

    private static long EveryFor(double mev, double timestepFs) => (long)Math.Floor(LongestSpacingFs(mev) / timestepFs);

    private static double LongestSpacingFs(double mev) => 0.5 / mev * Units.MevPerThz * Units.FsPerPs;

    private static string Needed(double mev, double timestepFs) =>
        EveryFor(mev, timestepFs) is >= 1 and var every ? $"a frame every {every} steps" : $"an MD step below {LongestSpacingFs(mev):0.##} fs";

    private static string StepsFor(double lengthPs, double timestepFs) => $"{Math.Ceiling(lengthPs * Units.FsPerPs / timestepFs):0} steps";
}
