using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Host.Backtesting;

/// <summary>A backtest as a table or as JSON (docs/stopping.md).</summary>
internal static class BacktestReport
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void WriteTable(IReadOnlyList<BacktestRow> rows, double targetRelative, TextWriter output)
    {
        string[] head = ["run", "state at the end", "length ps", "stop ps", "D at stop", "D at the end", "agree", "saved", "core h saved"];
        string[][] cells = [head, .. rows.Select(Cells)];
        int[] widths = [.. head.Select((_, column) => cells.Max(row => row[column].Length))];
        foreach (string[] row in cells) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());

        BacktestRow[] stopped = [.. rows.Where(row => row.AtStop is not null)], missed = [.. rows.Where(row => row.Agrees == false)];
        double simulatedPs = rows.Sum(row => row.LengthPs), savedPs = rows.Sum(row => row.LengthPs * row.SavedShare);
        output.WriteLine();
        output.WriteLine(Text($"{stopped.Length} of {rows.Count} runs would have stopped at ±{100 * targetRelative:0.#} %, {stopped.Length - missed.Length} of them with the final D inside their interval"));
        output.WriteLine(Text($"saved: {savedPs:0} of {simulatedPs:0} ps{CoreHours(rows)}"));
        output.WriteLine(missed.Length == 0 ? "misses: none" : $"misses: {string.Join(", ", missed.Select(row => row.Name))}");
    }

    public static string Json(IReadOnlyList<BacktestRow> rows, IReadOnlyList<string> skipped, double targetRelative)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Form))
        {
            json.WriteStartObject();
            json.WriteNumber("targetRelative", targetRelative);
            json.WriteString("ruleVersion", DiffusionRule.Version);
            json.WriteStartArray("runs");
            foreach (BacktestRow row in rows) Write(json, row);
            json.WriteEndArray();
            WriteTexts(json, "skipped", skipped);
            json.WriteNumber("stopped", rows.Count(row => row.AtStop is not null));
            json.WriteNumber("agreeing", rows.Count(row => row.Agrees == true));
            WriteTexts(json, "misses", rows.Where(row => row.Agrees == false).Select(row => row.Name));
            Number(json, "simulatedPs", rows.Sum(row => row.LengthPs));
            Number(json, "savedPs", rows.Sum(row => row.LengthPs * row.SavedShare));
            Number(json, "coreHours", rows.Sum(row => row.Cost?.CoreHours ?? 0));
            Number(json, "savedCoreHours", rows.Sum(row => row.Cost is null ? 0 : row.SavedCoreHours));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Cells(BacktestRow row) =>
    [
        row.Name, row.State, Text($"{row.LengthPs:0.#}"), row.AtStop is null ? "–" : Text($"{row.StopAtPs:0.#}"), Interval(row.AtStop), Final(row),
        row.Agrees switch { true => "yes", false => "NO", null => "–" }, Text($"{100 * row.SavedShare:0} %"),
        row.Cost is null ? "not known" : Text($"{row.SavedCoreHours:0.####} of {row.Cost.CoreHours:0.####}"),
    ];

    // As on the screen: where no D may be quoted, only what it is below.
    private static string Final(BacktestRow row) => row is { IsQuotable: false, Final: { } found } ? Text($"below {found.UpperBound95:G3}") : Interval(row.Final);

    private static string Interval(Assessment? found) => found is null ? "–" : Text($"{found.D.Value:G3} ({found.D.Low95:G3}–{found.D.High95:G3})");

    private static string CoreHours(IReadOnlyList<BacktestRow> rows)
    {
        BacktestRow[] known = [.. rows.Where(row => row.Cost is not null)];
        return known.Length == 0 ? ""
            : Text($", {known.Sum(row => row.SavedCoreHours):0.####} of {known.Sum(row => row.Cost!.CoreHours):0.####} core hours by the logs of {known.Length} runs");
    }

    private static void Write(Utf8JsonWriter json, BacktestRow row)
    {
        json.WriteStartObject();
        json.WriteString("run", row.Name);
        json.WriteString("path", row.Path);
        json.WriteString("engine", row.Engine);
        json.WriteString("specie", row.Specie);
        json.WriteString("state", row.State);
        Number(json, "lengthPs", row.LengthPs);
        Number(json, "stopAtPs", row.StopAtPs);
        Write(json, "atStop", row.AtStop);
        Write(json, "final", row.Final);
        if (row.Agrees is bool agrees) json.WriteBoolean("agrees", agrees);
        else json.WriteNull("agrees");
        Number(json, "savedShare", row.SavedShare);
        Number(json, "coreHours", row.Cost?.CoreHours ?? double.NaN);
        Number(json, "savedCoreHours", row.SavedCoreHours);
        json.WriteString("coreHoursFrom", row.Cost?.From);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Assessment? found)
    {
        if (found is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "dA2PerPs", found.D.Value);
        Number(json, "low95", found.D.Low95);
        Number(json, "high95", found.D.High95);
        Number(json, "upperBound95", found.UpperBound95);
        Number(json, "testedLagPs", found.TestedLagPs);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
