using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>Makes a run's <see cref="RunSnapshot"/> from what its accumulators read out: pure, no state.</summary>
/// <remarks>
/// López et al., Mater. Horiz. 2023, 10, 1757, the 23 diffusive-vibrational descriptors. No error is given with any of them: a line's own
/// covers the truth in fewer than one run in ten, and a spectrum's bins are not independent. Cost: the spectra, a few ms each.
/// </remarks>
public sealed class SnapshotBuilder
{
    private const string UnknownMobile = "no mobile specie is known: name it with --specie";

    private readonly AtomTable _atoms;
    private readonly AnalysisOptions _options;

    public SnapshotBuilder(AtomTable atoms, AnalysisOptions options)
    {
        string[] strangers = [.. options.Mobile.Names.Where(name => !atoms.SpecieNames.Contains(name))];
        if (strangers.Length > 0)
        {
            string present = string.Join(", ", atoms.SpecieNames);
            throw new ArgumentException($"expected a mobile specie of this run ({present}), got {string.Join(", ", strangers)}", nameof(options));
        }
        (_atoms, _options) = (atoms, options);
    }

    /// <param name="read">What the reader knows. Species, temperatures and the origin of velocities are filled in, warnings added.</param>
    /// <param name="verdict">Checked against D by other ways.</param>
    public RunSnapshot Build(RunFacts read, RunMeasurements measured, DiffusionVerdict? verdict = null)
    {
        SpecieCurves[] species = [.. Enumerable.Range(0, _atoms.SpecieNames.Count).Select(s => Curves(s, read.FramePs, measured))];
        var warnings = new RunWarnings(_atoms, _options, measured, read.FramePs);
        (string Name, string Suffix, GroupDensity Density)[] groups =
        [
            ("all", "All", Density(read.FramePs, measured, _ => true)),
            ("nd", "Nd", Density(read.FramePs, measured, name => _options.Mobile.Names.Count > 0 && !_options.Mobile.Contains(name))),
            ("d", "D", Density(read.FramePs, measured, _options.Mobile.Contains)),
        ];
        DescriptorList descriptors = Descriptors(read.FramePs, measured, groups, warnings.SamplingIsCoarse);
        MobileDiffusion? mobile = Mobile(read.FramePs, measured);
        CrossChecks? checks = verdict?.Found is { } found && mobile is not null ? Checks(verdict, found, read.FramePs, measured, mobile, warnings.SamplingIsCoarse) : null;
        return new RunSnapshot(
            Facts(read, measured, [.. read.Warnings, .. warnings.All(species), .. checks?.Warnings() ?? []]),
            mobile,
            species,
            [.. groups.Where(g => g.Density.Spectrum is not null)
                .Select(g => new GroupSpectrum(g.Name, g.Density.AtomCount, g.Density.Spectrum!))],
            measured.Windows,
            descriptors.Values,
            descriptors.Missing)
        {
            Verdict = verdict,
            CrossChecks = checks,
        };
    }

    private CrossChecks Checks(DiffusionVerdict verdict, Assessment found, double framePs, RunMeasurements measured, MobileDiffusion mobile, bool isCoarse)
    {
        bool isSampled = measured.VelocitiesFromFile && !isCoarse;
        VacfCurve[] vacf = isSampled ? [.. measured.Vacf.Where(curve => _options.Mobile.Contains(_atoms.SpecieNames[curve.Specie]))] : [];
        int ionCount = Enumerable.Range(0, _atoms.SpecieNames.Count).Where(s => _options.Mobile.Contains(_atoms.SpecieNames[s])).Sum(s => _atoms.AtomsOf(s).Length);
        return new CrossChecks(verdict, found, vacf, framePs, mobile.Paper, ionCount);
    }

    private SpecieCurves Curves(int specie, double framePs, RunMeasurements measured)
    {
        string name = _atoms.SpecieNames[specie];
        MsdCurve? msd = measured.Msd.FirstOrDefault(curve => curve.Specie == specie);
        Spectrum? spectrum = Density(framePs, measured, other => other == name).Spectrum;
        if (msd is null) return new SpecieCurves(name, _atoms.AtomsOf(specie).Length, [], [], [], [], [], [], null, null, spectrum);
        return new SpecieCurves(
            name, msd.AtomCount, [.. msd.Lags.Select(lag => lag * framePs)], msd.TotalA2(), msd.XA2, msd.YA2, msd.ZA2, msd.CollectiveA2,
            PaperFit(msd, framePs, measured), AskedFit(msd, framePs), spectrum);
    }

    private GroupDensity Density(double framePs, RunMeasurements measured, Func<string, bool> belongs)
    {
        VacfCurve[] curves = [.. measured.Vacf.Where(curve => belongs(_atoms.SpecieNames[curve.Specie]))];
        return curves.Length > 0 ? GroupDensity.Of(curves, _atoms, _options, framePs)
            : GroupDensity.None(measured.Vacf.Count == 0 ? "there are no velocities"
                : _options.Mobile.Names.Count == 0 ? UnknownMobile
                : "every atom is mobile");
    }

    private static DiffusionFit? PaperFit(MsdCurve msd, double framePs, RunMeasurements measured) =>
        EinsteinFit.Over(LagRange.Paper(measured.MsdFrameCount), msd, framePs);

    private DiffusionFit? AskedFit(MsdCurve msd, double framePs) =>
        _options.FitPs is { } fit ? EinsteinFit.Over(LagRange.Between(fit.FromPs, fit.ToPs, framePs), msd, framePs) : null;

    private MobileDiffusion? Mobile(double framePs, RunMeasurements measured) =>
        Pooled(measured, mobile: true) is not { } msd ? null : new MobileDiffusion(
            string.Join(" + ", _options.Mobile.Names),
            measured.DriftUsed.ToString().ToLowerInvariant(),
            PaperFit(msd, framePs, measured),
            AskedFit(msd, framePs));

    /// <summary>The MSD of the mobile ions, or of the others; null where there are none or they cannot be told.</summary>
    private MsdCurve? Pooled(RunMeasurements measured, bool mobile)
    {
        if (_options.Mobile.Names.Count == 0) return null;
        MsdCurve[] curves = [.. measured.Msd.Where(curve => _options.Mobile.Contains(_atoms.SpecieNames[curve.Specie]) == mobile)];
        return curves.Length == 0 ? null : PooledMsd.Of(curves);
    }

    private RunFacts Facts(RunFacts read, RunMeasurements measured, IReadOnlyList<string> warnings) => read with
    {
        Species = Enumerable.Range(0, _atoms.SpecieNames.Count).ToDictionary(s => _atoms.SpecieNames[s], s => _atoms.AtomsOf(s).Length),
        StatedTemperatureK = _options.StatedTemperatureK,
        KineticTemperatureK = measured.KineticK.Select((k, s) => (k, s)).ToDictionary(of => _atoms.SpecieNames[of.s], of => of.k),
        VelocitiesFrom = VelocitiesFrom(measured),
        Warnings = warnings,
    };

    private static string VelocitiesFrom(RunMeasurements measured) =>
        measured.Vacf.Count == 0 ? "none" : measured.VelocitiesFromFile ? "file" : "finite differences";

    private DescriptorList Descriptors(
        double framePs, RunMeasurements measured, (string Name, string Suffix, GroupDensity Density)[] groups, bool coarse)
    {
        var list = new DescriptorList();
        AddSites(list, measured);
        list.Miss("gammaOptical", "needs a DFT phonon calculation");

        double temperatureK = _options.StatedTemperatureK > 0 ? _options.StatedTemperatureK : measured.KineticAllK;
        string from = $"computed, {_options.Vdos.ToString().ToLowerInvariant()} VDOS of {groups[0].Density.Density?.LagCount ?? 0} lags of "
            + $"{framePs * Units.FsPerPs:0.###} fs, velocities: {VelocitiesFrom(measured)}{(coarse ? ", sampled too coarsely" : "")}";
        var vibrational = new VibrationalDescriptors(_options, temperatureK, from);
        foreach (var group in groups) vibrational.Add(list, group.Suffix, group.Density);
        vibrational.AddDebye(list, groups[0].Density, measured.NonMobile.MassSquareAmuA2);
        AddDiffusion(list, framePs, measured);
        return list;
    }

    private void AddSites(DescriptorList list, RunMeasurements measured)
    {
        SiteSpreadReading sites = measured.NonMobile;
        bool known = _options.Mobile.Names.Count > 0 && sites.LindemannRatio > 0; // 0 is a structure that was never let go
        list.Add("lindemann", known ? sites.LindemannRatio : double.NaN, "1",
            $"computed, {sites.AtomCount} non-mobile ions over {sites.FrameCount} frames, d_nn = {sites.NearestA:0.000} Å",
            _options.Mobile.Names.Count == 0 ? UnknownMobile
                : sites.AtomCount == 0 ? "every atom is mobile"
                : $"no spread of {sites.AtomCount} non-mobile ions over {sites.FrameCount} frames");
    }

    private void AddDiffusion(DescriptorList list, double framePs, RunMeasurements measured)
    {
        LagRange range = LagRange.Paper(measured.MsdFrameCount);
        string window = $"lags {range.First * framePs:0.###}–{range.Last * framePs:0.###} ps, "
            + $"drift removed: {measured.DriftUsed.ToString().ToLowerInvariant()}";
        string nobody = _options.Mobile.Names.Count == 0 ? UnknownMobile : measured.Msd.Count == 0 ? "the frames have no positions" : "";
        DiffusionFit? fit = Pooled(measured, mobile: true) is { } mobile ? PaperFit(mobile, framePs, measured) : null;
        list.Add("D", fit?.DA2PerPs ?? double.NaN, "Å²/ps", $"computed, the paper's line, {window}",
            nobody.Length > 0 ? nobody : $"fewer than two lags within the paper's window of {measured.MsdFrameCount} frames");
        MsdCurve? others = Pooled(measured, mobile: false);
        list.Add("msd", others is null ? double.NaN : PooledMsd.MeanOver(range, others), "Å²", $"computed, non-mobile ions, {window}",
            nobody.Length > 0 ? nobody
                : others is null ? "every atom is mobile"
                : $"no lag within the paper's window of {measured.MsdFrameCount} frames");
    }
}
