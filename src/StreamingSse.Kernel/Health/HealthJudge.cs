using System.Globalization;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Health;

/// <summary>Says what is wrong with a run, from a snapshot: pure, and the same snapshot gives the same alarms.</summary>
/// <remarks>
/// What is wrong with the way a run was read, rather than with the run, is told by <see cref="RunWarnings"/>. Cost: a few comparisons per specie.
/// </remarks>
public static class HealthJudge
{
    /// <summary>VACF at one frame over that at zero from which on a frame is short against the motion, so that displacements tell the time.</summary>
    private const double FineSampling = 0.8;

    /// <summary>Anything shorter still holds the start's exchange of potential and kinetic energy, ps.</summary>
    private const double ShortestWindowPs = 2;

    public static IReadOnlyList<HealthAlarm> Judge(HealthReading reading, HealthLimits limits) =>
        [.. Framework(reading, limits), .. Drift(reading, limits), .. Temperature(reading, limits), .. Cell(reading, limits), .. TimeStep(reading, limits)];

    private static IEnumerable<HealthAlarm> Framework(HealthReading reading, HealthLimits limits)
    {
        double lindemann = reading.Snapshot.Descriptors.FirstOrDefault(one => one.Name == "lindemann")?.Value ?? double.NaN;
        string[] moving = [.. reading.Snapshot.Species.Where(curves => !reading.IsMobile(curves.Specie) && GrowthA2(curves) > limits.FrameworkGrowthA2)
            .Select(curves => Text($"{curves.Specie} by {GrowthA2(curves):0.##} Å² over lags of {curves.Paper!.FitFromPs:0.#} to {curves.Paper.FitToPs:0.#} ps"))];
        if (moving.Length > 0)
            yield return new(HealthTrouble.FrameworkMelting, Text($"the framework diffuses: the MSD grows for {string.Join(", ", moving)} (limit {limits.FrameworkGrowthA2:0.##} Å²)"));
        else if (lindemann > limits.LindemannRatio)
            yield return new(HealthTrouble.FrameworkMelting, Text($"the framework swings too far about its sites: Lindemann ratio {lindemann:0.###} (limit {limits.LindemannRatio:0.###})"));
    }

    // Of the straight line, so that turning of groups about their places, which saturates, does not count.
    private static double GrowthA2(SpecieCurves curves) => curves.Paper is { } fit ? 6 * fit.DA2PerPs * (fit.FitToPs - fit.FitFromPs) : double.NaN;

    private static IEnumerable<HealthAlarm> Drift(HealthReading reading, HealthLimits limits)
    {
        if (reading.DriftA > limits.DriftA)
            yield return new(HealthTrouble.Drift, Text($"everything has moved by {reading.DriftA:0.#} Å since the run began (limit {limits.DriftA:0.#} Å); it is taken out here, but the engine should remove it"));
    }

    private static IEnumerable<HealthAlarm> Temperature(HealthReading reading, HealthLimits limits)
    {
        double statedK = reading.Snapshot.Run.StatedTemperatureK;
        if (reading.Snapshot.Run.VelocitiesFrom != "file" || !(statedK > 0) || Latest(reading.Snapshot.Windows) is not { } latest) yield break;
        double off = latest.KineticK / statedK - 1;
        if (Math.Abs(off) > limits.TemperatureRelative)
            yield return new(HealthTrouble.Temperature, Text($"{latest.KineticK:0} K from {latest.FromPs:0.#} to {latest.ToPs:0.#} ps, {100 * off:+0;-0} % off the set point of {statedK:0} K (limit {100 * limits.TemperatureRelative:0} %)"));
    }

    /// <summary>As many of the last windows as make the shortest time that tells a temperature; null where all of them do not.</summary>
    private static (double FromPs, double ToPs, double KineticK)? Latest(IReadOnlyList<WindowRow> windows)
    {
        double lengthPs = 0, sumKPs = 0;
        for (int i = windows.Count - 1; i >= 0; i--)
        {
            double partPs = windows[i].ToPs - windows[i].FromPs;
            (lengthPs, sumKPs) = (lengthPs + partPs, sumKPs + partPs * windows[i].KineticK);
            if (lengthPs >= ShortestWindowPs) return (windows[i].FromPs, windows[^1].ToPs, sumKPs / lengthPs);
        }

        return null;
    }

    private static IEnumerable<HealthAlarm> Cell(HealthReading reading, HealthLimits limits)
    {
        double change = reading.VolumeA3 / reading.FirstVolumeA3 - 1;
        if (Math.Abs(change) > limits.VolumeRelative)
            yield return new(HealthTrouble.CellRunningAway, Text($"the cell has changed from {reading.FirstVolumeA3:0.#} to {reading.VolumeA3:0.#} Å³, by {100 * change:+0.#;-0.#} % (limit {100 * limits.VolumeRelative:0.#} %)"));
    }

    private static IEnumerable<HealthAlarm> TimeStep(HealthReading reading, HealthLimits limits)
    {
        RunFacts run = reading.Snapshot.Run;
        double factor = run.VelocitiesFrom == "file" ? FromDisplacements(reading.Snapshot, limits) : FromTemperature(run, limits);
        if (Math.Abs(factor - 1) > limits.TimeStepRelative)
            yield return new(HealthTrouble.WrongTimeStep, Text($"atoms move as if the frames were {factor * run.FramePs * Units.FsPerPs:0.##} fs apart, not {run.FramePs * Units.FsPerPs:0.##} fs: every time, D and frequency is off by a factor of {factor:0.##}"));
    }

    /// <summary>
    /// True spacing over the one taken for granted, from velocities in the file against displacements: ⟨Δr²⟩ = Δ²(2 C(0) + C(Δ))/3 for a VACF C that is
    /// straight over one frame; with coarse frames ⟨Δr²⟩ ≤ Δ² C(0) alone is certain (Cauchy–Schwarz), and 1 is given where it holds.
    /// </summary>
    private static double FromDisplacements(RunSnapshot snapshot, HealthLimits limits)
    {
        var factors = new List<double>();
        foreach (SpecieCurves curves in snapshot.Species)
        {
            if (curves is not { MsdTotalA2.Length: > 1, Spectrum.VacfA2PerPs2.Length: > 1 }) continue;
            double c0 = curves.Spectrum.VacfA2PerPs2[0], c1 = curves.Spectrum.VacfA2PerPs2[1], lagPs = curves.MsdLagPs[1];
            bool isFine = c1 > FineSampling * c0;
            double factor = Math.Sqrt(curves.MsdTotalA2[1] / (lagPs * lagPs * (isFine ? (2 * c0 + c1) / 3 : c0)));
            factors.Add(isFine || factor > 1 + limits.TimeStepRelative ? factor : 1);
        }

        factors.Sort();
        return factors.Count == 0 ? 1 : factors[factors.Count / 2];
    }

    // Differences of positions only ever lose kinetic energy, so more of it than the thermostat allows means frames further apart than was thought.
    private static double FromTemperature(RunFacts run, HealthLimits limits)
    {
        double hottestK = run.KineticTemperatureK.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        double factor = Math.Sqrt(hottestK / run.StatedTemperatureK);
        return factor > 1 + limits.TimeStepRelative ? factor : 1;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
