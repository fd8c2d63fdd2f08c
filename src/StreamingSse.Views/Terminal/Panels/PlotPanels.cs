using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>The curves of a run.</summary>
internal static class PlotPanels
{
    // D of the first tenth of a run is mostly the ballistic and caged motion; it may leave the plot so that the rest can be read.
    private const double SettlingShare = 0.1;

    private const string NeedsFrames = "needs a few more frames";
    private const string NeedsVelocities = "needs velocities, or more frames";

    public static Panel DiffusionAgainstTime(IReadOnlyList<DiffusionPoint> history) => Panel.OfPlot((screen, area) =>
    {
        double[] timePs = [.. history.Select(p => p.TimePs)];
        double[] paper = [.. history.Select(p => p.PaperDA2PerPs)], fit = [.. history.Select(p => p.FitDA2PerPs)];
        bool hasFit = fit.Any(double.IsFinite);
        var curves = new List<Series>();
        if (hasFit) curves.Add(new Series("fit", timePs, fit, Palette.Second, Dotted: true));
        curves.Add(new Series(hasFit ? "paper" : "", timePs, paper, Palette.Accent));
        new Plot("D (Å²/ps) vs time (ps)", curves)
        {
            YRange = SettledRange(timePs, [.. paper, .. fit]),
            WhenEmpty = NeedsFrames,
        }.Draw(screen, area);
    });

    public static Panel MsdAgainstLag(RunSnapshot? snapshot) => Panel.OfPlot((screen, area) =>
        new Plot("MSD (Å²) vs lag (ps)", [.. Others(snapshot), .. Mobile(snapshot)]) { WhenEmpty = NeedsFrames }.Draw(screen, area));

    public static Panel MsdLogLog(RunSnapshot? snapshot) => Panel.OfPlot((screen, area) =>
    {
        Series[] mobile = [.. Mobile(snapshot)];
        new Plot("MSD (Å²) vs lag (ps), log–log", [.. SlopeOne(mobile), .. mobile]) { IsLogLog = true, WhenEmpty = NeedsFrames }
            .Draw(screen, area);
    });

    public static Panel Vdos(RunSnapshot? snapshot) => Panel.OfPlot((screen, area) =>
    {
        GroupSpectrum[] groups = DiffusiveAndRest(snapshot);
        double endThz = groups.Select(group => EndThz(group.Spectrum)).DefaultIfEmpty(0).Max();
        string mobile = snapshot?.Mobile?.Specie ?? "mobile";
        IEnumerable<Series> curves = groups.Select(group => OfSpectrum(group, mobile, endThz));
        new Plot("VDOS (arb.) vs hν (meV)", [.. curves]) { WhenEmpty = NeedsVelocities }.Draw(screen, area);
    });

    /// <summary>The mobile specie's motion along each axis: whether it goes in all directions alike.</summary>
    public static Panel MsdPerAxis(RunSnapshot? snapshot) => Panel.OfPlot((screen, area) =>
    {
        SpecieCurves? mobile = snapshot?.Species.FirstOrDefault(curves => curves.Specie == snapshot.Mobile?.Specie);
        Series[] curves = mobile is null
            ? []
            :
            [
                new("z", mobile.MsdLagPs, mobile.MsdZA2, Palette.Second, Dotted: true),
                new("y", mobile.MsdLagPs, mobile.MsdYA2, Palette.Second),
                new("x", mobile.MsdLagPs, mobile.MsdXA2, Palette.Plain),
            ];
        new Plot("MSD per axis (Å²) vs lag (ps)", curves) { WhenEmpty = NeedsFrames }.Draw(screen, area);
    });

    public static Panel Vacf(RunSnapshot? snapshot) => Panel.OfPlot((screen, area) =>
    {
        GroupSpectrum[] groups = DiffusiveAndRest(snapshot);
        string mobile = snapshot?.Mobile?.Specie ?? "mobile";
        IEnumerable<Series> curves = groups.Select(group => Of(group, mobile, group.Spectrum.VacfLagPs, group.Spectrum.VacfA2PerPs2));
        new Plot("VACF (Å²/ps²) vs lag (ps)", [.. curves]) { WhenEmpty = NeedsVelocities }.Draw(screen, area);
    });

    // The mobile specie's curve, the stretch that D was fitted to in the accent colour.
    private static IEnumerable<Series> Mobile(RunSnapshot? snapshot)
    {
        if (snapshot?.Mobile is not { } mobile) yield break;
        foreach (SpecieCurves curves in snapshot.Species.Where(curves => curves.Specie == mobile.Specie))
        {
            yield return new Series(curves.Specie, curves.MsdLagPs, curves.MsdTotalA2, Palette.Plain);
            if ((curves.Paper ?? mobile.Paper) is not { } fit) continue;
            int from = FirstAtOrAfter(curves.MsdLagPs, fit.FitFromPs * (1 - 1e-9));
            int end = Math.Min(FirstAtOrAfter(curves.MsdLagPs, fit.FitToPs * (1 + 1e-9)), curves.MsdTotalA2.Length);
            if (from >= end) continue;
            yield return new Series("", curves.MsdLagPs.AsMemory(from..end), curves.MsdTotalA2.AsMemory(from..end), Palette.Accent);
        }
    }

    private static IEnumerable<Series> Others(RunSnapshot? snapshot) =>
        (snapshot?.Species ?? []).Where(curves => curves.Specie != snapshot!.Mobile?.Specie)
        .Select((curves, i) => new Series(i == 0 ? "rest" : "", curves.MsdLagPs, curves.MsdTotalA2, Palette.Second, Dotted: true));

    // Diffusion is slope 1 on these axes: a line to compare with, through the last point.
    private static IEnumerable<Series> SlopeOne(Series[] curves)
    {
        if (curves.Length == 0) yield break;
        Series curve = curves[0];
        int last = curve.Count - 1;
        while (last > 0 && !(curve.Y.Span[last] > 0)) last--;
        if (last < 2) yield break;
        (double lastPs, double lastA2) = (curve.X.Span[last], curve.Y.Span[last]);
        double firstPs = Math.Max(curve.X.Span[1], lastPs / 100);
        double[] lagPs = [firstPs, lastPs], a2 = [lastA2 * firstPs / lastPs, lastA2];
        yield return new Series("slope 1", lagPs, a2, Palette.Second, Dotted: true);
    }

    private static Series OfSpectrum(GroupSpectrum group, string mobile, double endThz)
    {
        double[] thz = group.Spectrum.FrequencyThz;
        int count = Math.Min(FirstAtOrAfter(thz, endThz * (1 + 1e-9)), group.Spectrum.GPerThz.Length);
        return Of(
            group, mobile, Array.ConvertAll(thz[..count], nu => nu * Units.MevPerThz),
            Array.ConvertAll(group.Spectrum.GPerThz[..count], g => g / Units.MevPerThz));
    }

    private static Series Of(GroupSpectrum group, string mobile, double[] x, double[] y) => group.Group switch
    {
        "d" => new Series(mobile, x, y, Palette.Plain),
        "nd" => new Series("rest", x, y, Palette.Second, Dotted: true),
        _ => new Series(group.Group, x, y, Palette.Plain),
    };

    // The mobile one last, so that it lies on top; all atoms where the two are not told apart.
    private static GroupSpectrum[] DiffusiveAndRest(RunSnapshot? snapshot)
    {
        IReadOnlyList<GroupSpectrum> groups = snapshot?.Groups ?? [];
        GroupSpectrum[] both = [.. groups.Where(group => group.Group is "d" or "nd").OrderBy(group => group.Group == "d")];
        return both.Length > 0 ? both : [.. groups.Take(1)];
    }

    // Where 99 % of the spectrum lies below: beyond it there is only the noise up to the Nyquist frequency.
    private static double EndThz(Spectrum spectrum)
    {
        double whole = 0, below = 0;
        foreach (double g in spectrum.GPerThz) whole += double.IsFinite(g) ? Math.Abs(g) : 0;
        for (int i = 0; i < spectrum.GPerThz.Length; i++)
        {
            if (double.IsFinite(spectrum.GPerThz[i])) below += Math.Abs(spectrum.GPerThz[i]);
            if (below >= 0.99 * whole) return spectrum.FrequencyThz[i] * 1.05;
        }
        return spectrum.FrequencyThz.LastOrDefault();
    }

    private static int FirstAtOrAfter(double[] ascending, double value)
    {
        int index = Array.BinarySearch(ascending, value);
        return index >= 0 ? index : ~index;
    }

    private static (double From, double To) SettledRange(double[] timePs, double[] values)
    {
        double fromPs = timePs.LastOrDefault() * SettlingShare;
        double[] settled = [.. values.Where((d, i) => double.IsFinite(d) && timePs[i % timePs.Length] >= fromPs)];
        return settled.Length < 4 ? (double.NaN, double.NaN) : (settled.Min(), settled.Max());
    }
}
