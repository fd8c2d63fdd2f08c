using Microsoft.AspNetCore.Http;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Web;

/// <summary>Whole curves and tables as CSV, in the columns of docs/summary.md: every point, where the page shows some.</summary>
internal static class Downloads
{
    /// <returns>False where there is no such table, or nothing in it yet.</returns>
    public static async Task<bool> TrySend(HttpContext http, string table, PageRun run)
    {
        if (run.Picture is not { } picture) return false;
        string? specie = http.Request.Query["specie"];
        if (WriterOf(table, specie, picture) is not { } write) return false;

        using var whole = new MemoryStream(); // written in one piece: a slow client must not hold a snapshot's arrays for long
        write(whole);
        http.Response.ContentType = table.EndsWith(".json", StringComparison.Ordinal) ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(run.Name, specie, table)}\"";
        http.Response.ContentLength = whole.Length;
        await http.Response.Body.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length), http.RequestAborted);
        return true;
    }

    private static Action<Stream>? WriterOf(string table, string? specie, RunPicture picture)
    {
        RunSnapshot snapshot = picture.Snapshot;
        return table switch
        {
            "msd.csv" when snapshot.Species.FirstOrDefault(curves => curves.Specie == specie) is { } curves => stream => CsvFiles.WriteMsd(curves, stream),
            "vacf.csv" => stream => CsvFiles.WriteVacf(snapshot, stream),
            "vdos.csv" => stream => CsvFiles.WriteVdos(snapshot, stream),
            "windows.csv" => stream => CsvFiles.WriteWindows(snapshot, stream),
            "descriptors.csv" => stream => CsvFiles.WriteDescriptors(snapshot, stream),
            "d_vs_time.csv" => stream => CsvFiles.WriteDiffusion(picture.History, stream),
            "plateau.csv" when snapshot.Verdict?.Found is { } found => stream => WritePlateau(found.Plateau, stream),
            "summary.json" => stream => SummaryJson.Write(snapshot, stream),
            _ => null,
        };
    }

    private static void WritePlateau(PlateauCurve plateau, Stream stream)
    {
        using var table = new CsvTable(stream, "lag_ps", "D_A2_per_ps", "error_A2_per_ps", "fitted_A2_per_ps");
        for (int k = 0; k < plateau.LagPs.Length; k++)
            table.Add(plateau.LagPs[k]).Add(plateau.DA2PerPs[k]).Add(plateau.ErrorA2PerPs[k]).Add(plateau.FittedA2PerPs[k]).EndRow();
    }

    private static string FileName(params ReadOnlySpan<string?> parts)
    {
        string name = string.Join('_', [.. parts.ToArray().Where(part => !string.IsNullOrEmpty(part))]);
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
    }
}
