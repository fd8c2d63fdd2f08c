using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>The spectrum of a group of species, or the reason why it has none.</summary>
/// <param name="Reason">Null where there is a density.</param>
public sealed record GroupDensity(int AtomCount, DensityOfStates? Density, Spectrum? Spectrum, string? Reason)
{
    public static GroupDensity None(string reason) => new(0, null, null, reason);

    /// <param name="curves">Those of the group's species, at least one, from the same frames.</param>
    public static GroupDensity Of(IReadOnlyList<VacfCurve> curves, AtomTable atoms, AnalysisOptions options, double framePs)
    {
        int atomCount = curves.Sum(curve => curve.AtomCount);
        if (!(framePs > 0)) return Without("the frame spacing is not known");

        int half = GroupCorrelation.HalfLags(curves[0]);
        VdosMode mode = options.Vdos;
        int lagCount = mode == VdosMode.Paper ? GroupCorrelation.AllLags(curves[0]) : Math.Min(half, (int)(options.VdosLagsPs / framePs));
        if (lagCount < 2) return Without($"too few frames with velocities for a spectrum: {curves[0].OriginCount[0]}, {framePs} ps apart");

        double[]? correlation = mode == VdosMode.Paper
            ? GroupCorrelation.RawSums(curves, lagCount)
            : GroupCorrelation.MassWeighted(curves, atoms, lagCount);
        if (correlation is null) return Without($"the mass of {UnknownMasses(curves, atoms)} is not known");
        if (!(correlation[0] > 0)) return Without("the atoms of the group do not move");

        DensityOfStates density = mode == VdosMode.Paper ? Vdos.Paper(correlation, framePs) : Vdos.Standard(correlation, framePs);
        int shown = Math.Max(1, half);
        double[] lagPs = [.. Enumerable.Range(0, shown).Select(m => m * framePs)];
        var spectrum = new Spectrum(lagPs, GroupCorrelation.Mean(curves, shown), density.FrequencyThz, density.GPerThz)
        {
            Integral = density.Integral,
        };
        return new(atomCount, density, spectrum, null);

        GroupDensity Without(string reason) => new(atomCount, null, null, reason);
    }

    private static string UnknownMasses(IReadOnlyList<VacfCurve> curves, AtomTable atoms) =>
        string.Join(", ", curves.Select(c => c.Specie).Where(s => !(atoms.SpecieMassesAmu[s] > 0)).Select(s => atoms.SpecieNames[s]));
}
