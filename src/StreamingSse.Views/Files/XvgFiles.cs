using System.Globalization;
using System.Text;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Files;

/// <summary>Curves in the form and units of GROMACS' .xvg (lengths in nm), as xmgrace and the field's scripts read them.</summary>
public static class XvgFiles
{
    public static void WriteMsd(SpecieCurves curves, Stream stream)
    {
        string legend = curves.Paper is { } paper
            ? $"D[{curves.Specie}] = {(paper.DA2PerPs * Units.Cm2PerSPerA2PerPs / 1e-5).ToString("F4", CultureInfo.InvariantCulture)} (1e-5 cm^2/s)"
            : curves.Specie;
        var curve = new NamedCurve(legend, curves.MsdLagPs, InNm2(curves.MsdTotalA2));
        Write(stream, "Mean Squared Displacement", "tau (ps)", @"MSD (nm\\S2\\N)", [curve]);
    }

    public static void WriteVacf(RunSnapshot snapshot, Stream stream) => Write(
        stream, "Velocity Autocorrelation Function", "Time (ps)", @"C(t) (nm\\S2\\N ps\\S-2\\N)",
        [.. CsvFiles.Spectra(snapshot).Select(s => new NamedCurve(s.Name, s.Spectrum.VacfLagPs, InNm2(s.Spectrum.VacfA2PerPs2)))]);

    public static void WriteVdos(RunSnapshot snapshot, Stream stream) => Write(
        stream, "Vibrational Density of States", "frequency (THz)", "g (1/THz)",
        [.. CsvFiles.Spectra(snapshot).Select(s => new NamedCurve(s.Name, s.Spectrum.FrequencyThz, s.Spectrum.GPerThz))]);

    // Curves that lack a row of the others would break the rows; rows that not all of them have are left out.
    private static void Write(Stream stream, string title, string xLabel, string yLabel, IReadOnlyList<NamedCurve> curves)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write("# Written by StreamingSse\n");
        writer.Write($"@    title \"{title}\"\n@    xaxis  label \"{xLabel}\"\n@    yaxis  label \"{yLabel}\"\n@TYPE xy\n");
        for (int c = 0; c < curves.Count; c++) writer.Write($"@ s{c} legend \"{curves[c].Name}\"\n");
        foreach ((double x, double[] values) in Curves.SideBySide(curves))
        {
            if (!values.All(double.IsFinite)) continue;
            writer.Write(Number(x));
            foreach (double value in values) writer.Write(" " + Number(value));
            writer.Write('\n');
        }
    }

    private static double[] InNm2(double[] valuesA2) => [.. valuesA2.Select(a2 => a2 * Units.Nm2PerA2)];

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
