using System.Globalization;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Files;

/// <summary>The tables of a run, one stream each. Columns and units are listed in docs/summary.md.</summary>
public static class CsvFiles
{
    private static readonly string[] DiffusionColumns = ["time_ps", "paper_D_A2_per_ps", "fit_D_A2_per_ps", "D_A2_per_ps", "D_low95_A2_per_ps", "D_high95_A2_per_ps"];

    public static void WriteMsd(SpecieCurves curves, Stream stream)
    {
        using var table = new CsvTable(stream, "lag_ps", "msd_A2", "msd_x_A2", "msd_y_A2", "msd_z_A2", "collective_msd_A2");
        for (int i = 0; i < curves.MsdLagPs.Length; i++)
        {
            table.Add(curves.MsdLagPs[i]).Add(curves.MsdTotalA2[i]).Add(curves.MsdXA2[i]).Add(curves.MsdYA2[i]).Add(curves.MsdZA2[i])
                .Add(i < curves.CollectiveMsdA2.Length ? curves.CollectiveMsdA2[i] : double.NaN).EndRow();
        }
    }

    /// <summary>VACF of the groups and species, side by side.</summary>
    public static void WriteVacf(RunSnapshot snapshot, Stream stream)
    {
        NamedCurve[] curves =
            [.. Spectra(snapshot).Select(s => new NamedCurve($"vacf_{s.Name}_A2_per_ps2", s.Spectrum.VacfLagPs, s.Spectrum.VacfA2PerPs2))];
        using var table = new CsvTable(stream, ["lag_ps", .. curves.Select(curve => curve.Name)]);
        foreach ((double lagPs, double[] values) in Curves.SideBySide(curves)) AddRow(table.Add(lagPs), values);
    }

    /// <summary>VDOS of the groups and species, side by side.</summary>
    public static void WriteVdos(RunSnapshot snapshot, Stream stream)
    {
        NamedCurve[] curves =
            [.. Spectra(snapshot).Select(s => new NamedCurve($"vdos_{s.Name}_per_THz", s.Spectrum.FrequencyThz, s.Spectrum.GPerThz))];
        using var table = new CsvTable(stream, ["frequency_THz", "energy_meV", .. curves.Select(curve => curve.Name)]);
        foreach ((double thz, double[] values) in Curves.SideBySide(curves)) AddRow(table.Add(thz).Add(thz * Units.MevPerThz), values);
    }

    public static void WriteDescriptors(RunSnapshot snapshot, Stream stream)
    {
        using var table = new CsvTable(stream, "name", "value", "unit", "error", "from", "missing_because");
        Dictionary<string, string> missing = MissingDescriptors.Of(snapshot).ToDictionary(pair => pair.Name, pair => pair.Reason);
        foreach (DescriptorValue d in snapshot.Descriptors)
        {
            missing.Remove(d.Name, out string? reason);
            table.Add(d.Name).Add(d.Value).Add(d.Unit).Add(d.Error).Add(d.From).Add(reason ?? "").EndRow();
        }
        foreach ((string name, string reason) in missing) table.Add(name).Add("").Add("").Add("").Add("").Add(reason).EndRow();
    }

    public static void WriteWindows(RunSnapshot snapshot, Stream stream)
    {
        using var table = new CsvTable(stream, "from_ps", "to_ps", "slope_A2_per_ps", "kinetic_K");
        foreach (WindowRow window in snapshot.Windows)
            table.Add(window.FromPs).Add(window.ToPs).Add(window.SlopeA2PerPs).Add(window.KineticK).EndRow();
    }

    public static void WriteDiffusion(IReadOnlyList<DiffusionPoint> history, Stream stream)
    {
        using var table = new CsvTable(
            stream, "time_ps", "paper_D_A2_per_ps", "paper_D_cm2_per_s", "fit_D_A2_per_ps", "fit_D_cm2_per_s",
            "D_A2_per_ps", "D_low95_A2_per_ps", "D_high95_A2_per_ps");
        foreach (DiffusionPoint point in history)
        {
            table.Add(point.TimePs)
                .Add(point.PaperDA2PerPs).Add(point.PaperDA2PerPs * Units.Cm2PerSPerA2PerPs)
                .Add(point.FitDA2PerPs).Add(point.FitDA2PerPs * Units.Cm2PerSPerA2PerPs)
                .Add(point.Estimate.Value).Add(point.Estimate.Low95).Add(point.Estimate.High95).EndRow();
        }
    }

    /// <summary>What <see cref="WriteDiffusion"/> has written; nothing of a table with other columns.</summary>
    public static IReadOnlyList<DiffusionPoint> ReadDiffusion(TextReader text)
    {
        string[] header = text.ReadLine()?.Split(',') ?? [];
        int[] columns = [.. DiffusionColumns.Select(name => Array.IndexOf(header, name))];
        var points = new List<DiffusionPoint>();
        if (columns.Contains(-1)) return points;
        while (text.ReadLine()?.Split(',') is { } fields && fields.Length == header.Length)
        {
            double[] x = [.. columns.Select(column => double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            points.Add(new DiffusionPoint(x[0], x[1], x[2]) { Estimate = new Interval(x[3], x[4], x[5]) });
        }
        return points;
    }

    internal static IEnumerable<(string Name, Spectrum Spectrum)> Spectra(RunSnapshot snapshot) =>
    [
        .. snapshot.Groups.Select(group => (group.Group, group.Spectrum)),
        .. snapshot.Species.Where(curves => curves.Spectrum is not null).Select(curves => (curves.Specie, curves.Spectrum!)),
    ];

    private static void AddRow(CsvTable table, double[] values)
    {
        foreach (double value in values) table.Add(value);
        table.EndRow();
    }
}
