using System.Text.Json;
using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>The part of a fleet's state that is sent at every change; its mirror is Page/src/fleet/state.ts.</summary>
internal static class FleetRowsJson
{
    // D at enough temperatures to draw a line and its band.
    private const int LinePoints = 24;

    public static byte[] Write(FleetState state, IReadOnlyList<DiffusionPoint[]> trails, IReadOnlySet<string> withPage, FleetPicture.PartNumbers numbers) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", state.Version);
        json.WriteBoolean("isTraining", state.IsTraining);
        json.WriteNumber("valuesNumber", numbers.Values);
        json.WriteNumber("viewsNumber", numbers.Views);
        json.WriteNumber("modelsNumber", numbers.Models);
        json.WriteStartArray("rows");
        for (int i = 0; i < state.Rows.Count; i++) WriteRow(json, state.Rows[i], trails[i], withPage.Contains(state.Rows[i].Name));
        json.WriteEndArray();
        json.Each("pooled", state.Pooled, WritePooled);
        json.Each("views", state.Views, WriteView);
        json.Each("arrhenius", state.Arrhenius, WriteArrhenius);
        json.Each("advice", state.Advice, WriteAdvice);
        json.Texts("notes", state.Notes);
        json.WriteEndObject();
    });

    private static void WriteRow(Utf8JsonWriter json, FleetRow row, DiffusionPoint[] trail, bool hasPage)
    {
        json.WriteStartObject();
        json.WriteString("run", row.Run);
        json.WriteString("name", row.Name);
        json.WriteBoolean("isReference", row.Origin == RowOrigin.Reference);
        json.WriteBoolean("hasPage", hasPage && row.Origin == RowOrigin.Run);
        WriteLabel(json, row.Label);
        json.WriteNumber("frames", row.Progress.FrameCount);
        json.WriteNumber("atoms", row.Progress.AtomCount);
        json.Number("coveredPs", row.Progress.CoveredPs);
        json.Number("psPerHour", row.Progress.PsPerHour);
        json.WriteBoolean("isFinal", row.Progress.IsFinal);
        if (row.Progress.Failure is { } failure) json.WriteString("failure", failure);
        json.WriteString("state", row.Diffusion.State);
        json.WriteString("reason", row.Diffusion.Reason);
        json.WriteBoolean("isQuotable", row.Diffusion.IsQuotable);
        json.Interval("d", row.Diffusion.D);
        json.Number("upperBound", row.Diffusion.UpperBound95);
        json.Number("remainingPs", row.Diffusion.RemainingPs.Value);
        json.Numbers("trail", [.. trail.Select(point => point.PaperDA2PerPs)]);
        json.WriteEndObject();
    }

    private static void WriteLabel(Utf8JsonWriter json, RunLabel label)
    {
        json.WriteString("material", label.Material);
        json.WriteString("composition", label.Composition);
        json.Number("temperatureK", label.TemperatureK);
        json.WriteString("specie", label.Specie);
    }

    private static void WritePooled(Utf8JsonWriter json, PooledVerdict pooled)
    {
        WriteLabel(json, pooled.Label);
        json.WriteNumber("runCount", pooled.Runs.Count);
        json.WriteString("state", pooled.State);
        json.Interval("d", pooled.D);
        json.Number("upperBound", pooled.UpperBound95);
        json.Number("betweenSpread", pooled.BetweenSpread);
        json.Number("coveredPs", pooled.CoveredPs);
    }

    private static void WriteView(Utf8JsonWriter json, ViewCorrelations view)
    {
        json.WriteString("name", view.Name);
        json.WriteNumber("runCount", view.Runs.Count);
        json.WriteNumber("materialCount", view.MaterialCount);
        json.WriteString("missing", view.Missing);
    }

    private static void WriteArrhenius(Utf8JsonWriter json, MaterialArrhenius line)
    {
        json.WriteString("material", line.Material);
        json.WriteString("composition", line.Composition);
        json.WriteString("specie", line.Specie);
        json.WriteString("missing", line.Missing);
        json.Each("points", line.Points, (to, point) =>
        {
            to.Number("temperatureK", point.TemperatureK);
            to.Interval("d", point.D);
            to.Number("upperBound", point.UpperBound95);
        });
        if (line.Fit is not { } fit) return;
        json.Interval("eaEv", fit.EaEv);
        json.Interval("sigma300", line.Sigma300);
        json.Interval("d300", line.D300);
        json.WriteString("kink", line.Kink?.InWords);
        json.Each("line", Temperatures(line), (to, temperatureK) =>
        {
            to.Number("temperatureK", temperatureK);
            to.Interval("d", fit.DAt(temperatureK));
        });
    }

    // Evenly in 1/T from 300 K to the hottest point that the line is drawn through.
    private static IEnumerable<double> Temperatures(MaterialArrhenius line)
    {
        double hottestK = line.Kink?.BelowK ?? line.Points.Max(point => point.TemperatureK);
        (double cold, double hot) = (1 / Math.Min(MaterialArrhenius.RoomK, line.Points.Min(point => point.TemperatureK)), 1 / hottestK);
        return Enumerable.Range(0, LinePoints).Select(i => 1 / (hot + (cold - hot) * i / (LinePoints - 1)));
    }

    private static void WriteAdvice(Utf8JsonWriter json, Advice advice)
    {
        json.WriteString("action", advice.Action);
        json.WriteString("material", advice.Material);
        json.Number("temperatureK", advice.TemperatureK);
        json.WriteString("run", advice.Run);
        json.Number("addPs", advice.AddPs);
        json.Number("coreHours", advice.CoreHours);
        json.WriteString("reason", advice.Reason);
    }
}
