using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>What a run's own numbers say against the way it was read, in words a user can act on.</summary>
public sealed class RunWarnings(AtomTable atoms, AnalysisOptions options, RunMeasurements measured, double framePs)
{
    /// <summary>Loss of kinetic energy, against the hottest specie, at which half-step velocities count as too coarse.</summary>
    private const double LargestTemperatureLoss = 0.10;

    /// <summary>How many times faster another specie must be, and how far it must have gone, before it counts as out-diffusing.</summary>
    private const double OutDiffusingRatio = 1.5, OutDiffusingA2 = 1.0;

    /// <summary>True where the spectrum's top is cut off or blurred by the frame spacing: the vibrational descriptors carry it.</summary>
    public bool SamplingIsCoarse => NyquistMev < options.LowestNyquistMev || Blurred().Any();

    private double NyquistMev => measured.Vacf.Count == 0 ? double.NaN : 0.5 / framePs * Units.MevPerThz;

    public IEnumerable<string> All(IReadOnlyList<SpecieCurves> curves) =>
        [.. Drift(), .. Temperatures(), .. Sampling(), .. Mobility(curves), .. Lines(curves)];

    private IEnumerable<string> Drift()
    {
        if (measured.DriftNote is { } note) yield return note;
    }

    private IEnumerable<string> Temperatures()
    {
        if (!(options.StatedTemperatureK > 0)) yield break;
        var off = new List<string>();
        bool isLower = true;
        for (int specie = 0; specie < measured.KineticK.Count; specie++)
        {
            double share = measured.KineticK[specie] / options.StatedTemperatureK - 1;
            if (!(Math.Abs(share) > options.TemperatureTolerance)) continue;
            off.Add($"{atoms.SpecieNames[specie]} {measured.KineticK[specie]:0} K ({100 * share:+0;-0} %)");
            isLower &= share < 0;
        }

        if (off.Count == 0) yield break;
        yield return $"kinetic temperature: {string.Join(", ", off)} where {options.StatedTemperatureK:0} K was stated: "
            + (isLower && !measured.VelocitiesFromFile ? "finite differences over frames too far apart lower it; else " : "")
            + "check the time step, NBLOCK × POTIM, a step skip between frames, the masses, or whether the run has equilibrated";
    }

    private IEnumerable<string> Sampling()
    {
        if (NyquistMev < options.LowestNyquistMev)
            yield return $"frames {framePs * Units.FsPerPs:0.##} fs apart show vibrations up to {NyquistMev:0} meV only, "
                + $"{options.LowestNyquistMev:0} meV are needed: the vibrational descriptors are not to be trusted";
        string blurred = string.Join(", ", Blurred().Select(b => $"{b.Specie} {100 * b.Loss:0} %"));
        if (blurred.Length > 0)
            yield return $"velocities from differences of frames {framePs * Units.FsPerPs:0.##} fs apart lose kinetic energy: {blurred}; "
                + "the spectrum loses its top: write velocities, or more frames";
    }

    private IEnumerable<(string Specie, double Loss)> Blurred()
    {
        if (measured.VelocitiesFromFile || measured.KineticK.Count == 0) yield break;
        double hottestK = measured.KineticK.Where(k => k > 0).DefaultIfEmpty(double.NaN).Max();
        for (int specie = 0; specie < measured.KineticK.Count; specie++)
            if (1 - measured.KineticK[specie] / hottestK is var loss && loss > LargestTemperatureLoss)
                yield return (atoms.SpecieNames[specie], loss);
    }

    private IEnumerable<string> Mobility(IReadOnlyList<SpecieCurves> curves)
    {
        if (options.Mobile.Names.Count == 0)
            yield return $"no mobile specie is known ({options.Mobile.Reason}): name it with --specie";
        else if (options.Mobile.Rivals.Count > 0)
            yield return $"{Chosen} is taken for the mobile specie ({options.Mobile.Reason}); {string.Join(", ", options.Mobile.Rivals)} "
                + "may be mobile too: name the one you mean with --specie";

        ILookup<bool, SpecieCurves> mobile = curves.Where(c => c.Paper is not null).ToLookup(c => options.Mobile.Contains(c.Specie));
        double chosen = mobile[true].Select(c => c.Paper!.DA2PerPs).DefaultIfEmpty(double.NaN).Max();
        foreach (SpecieCurves other in mobile[false].Where(c => OutDiffuses(c.Paper!, chosen)))
            yield return $"{other.Specie} diffuses faster ({other.Paper!.DA2PerPs:0.###e+0} Å²/ps) than {Chosen} ({chosen:0.###e+0} Å²/ps), "
                + $"which is taken for the mobile specie: if you meant the other, --specie {other.Specie}";
    }

    private static bool OutDiffuses(DiffusionFit other, double chosenA2PerPs) =>
        other.DA2PerPs > OutDiffusingRatio * chosenA2PerPs && 6 * other.DA2PerPs * other.FitToPs > OutDiffusingA2;

    private IEnumerable<string> Lines(IReadOnlyList<SpecieCurves> curves)
    {
        LagRange range = LagRange.Paper(measured.MsdFrameCount);
        if (curves.FirstOrDefault(c => c.Paper is { } fit && fit.LagCount < range.Count)?.Paper is { } thinned)
            yield return $"the paper's line goes through the {thinned.LagCount} lags kept of the {range.Count} in its window: "
                + "the run is too long to keep every lag";
        if (options.FitPs is { } asked && curves.Count > 0 && curves.All(c => c.Fit is null))
            yield return $"--fit-ps {asked.FromPs}:{asked.ToPs}: expected at least two lags within, got none or one; "
                + $"lags go up to {curves.Max(c => c.MsdLagPs.DefaultIfEmpty(0).Max()):0.###} ps";
    }

    private string Chosen => string.Join(" + ", options.Mobile.Names);
}
