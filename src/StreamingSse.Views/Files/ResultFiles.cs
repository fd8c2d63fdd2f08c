using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Files;

/// <summary>Everything known of a run as files in one folder: summary.json and the tables.</summary>
public static class ResultFiles
{
    /// <summary>D against time; a watch that goes on from a checkpoint reads it back.</summary>
    public const string HistoryName = "d_vs_time.csv";

    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>Writes the files, each of them whole or not at all, and returns their paths.</summary>
    /// <param name="history">D against time, for d_vs_time.csv; without it that file is not written.</param>
    /// <param name="xvg">Also in the form of GROMACS' .xvg.</param>
    /// <exception cref="OutputRefusedException">The folder cannot be written to; files finished before stay.</exception>
    public static IReadOnlyList<string> WriteAll(
        RunSnapshot snapshot, string directory, IReadOnlyList<DiffusionPoint>? history = null, bool xvg = false)
    {
        var written = new List<string>();
        Put("summary.json", stream => SummaryJson.Write(snapshot, stream));
        foreach (SpecieCurves curves in snapshot.Species)
        {
            Put(MsdName(curves.Specie) + ".csv", stream => CsvFiles.WriteMsd(curves, stream));
            if (xvg) Put(MsdName(curves.Specie) + ".xvg", stream => XvgFiles.WriteMsd(curves, stream));
        }
        if (CsvFiles.Spectra(snapshot).Any())
        {
            Put("vacf.csv", stream => CsvFiles.WriteVacf(snapshot, stream));
            Put("vdos.csv", stream => CsvFiles.WriteVdos(snapshot, stream));
            if (xvg) Put("vacf.xvg", stream => XvgFiles.WriteVacf(snapshot, stream));
            if (xvg) Put("vdos.xvg", stream => XvgFiles.WriteVdos(snapshot, stream));
        }
        Put("descriptors.csv", stream => CsvFiles.WriteDescriptors(snapshot, stream));
        Put("windows.csv", stream => CsvFiles.WriteWindows(snapshot, stream));
        if (history is { Count: > 0 }) Put(HistoryName, stream => CsvFiles.WriteDiffusion(history, stream));
        return written;

        void Put(string name, Action<Stream> write)
        {
            string path = Path.Combine(directory, name);
            AtomicFile.Write(path, write);
            written.Add(path);
        }
    }

    // A specie is named by the user or the input file, and may hold what a file name may not.
    private static string MsdName(string specie) =>
        "msd_" + string.Concat(specie.Select(c => Forbidden.Contains(c) || char.IsControl(c) ? '_' : c));
}
