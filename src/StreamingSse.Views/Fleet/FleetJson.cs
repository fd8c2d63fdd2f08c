using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Learning;

namespace StreamingSse.Views.Fleet;

/// <summary>The object that <c>sse fleet --json</c> prints; every field is explained in docs/fleet.md. An undefined number is null.</summary>
public static class FleetJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(FleetState state, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", state.Version);
            json.Texts("columns", DescriptorColumn.All.Select(column => column.Name));
            json.Texts("units", DescriptorColumn.All.Select(column => column.Unit));
            json.Each("rows", state.Rows, WriteRow);
            json.Each("pooled", state.Pooled, WritePooled);
            json.Each("views", state.Views, FleetModelsJson.WriteView);
            json.WriteBoolean("isTraining", state.IsTraining);
            FleetModelsJson.Write(json, state.Models);
            json.Each("arrhenius", state.Arrhenius, WriteArrhenius);
            json.Each("advice", state.Advice, WriteAdvice);
            json.Texts("notes", state.Notes);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    internal static void Each<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, FleetRow row)
    {
        json.WriteString("run", row.Run);
        json.WriteString("name", row.Name);
        json.WriteString("origin", row.Origin.ToString().ToLowerInvariant());
        WriteLabel(json, row.Label);
        json.WriteNumber("frames", row.Progress.FrameCount);
        json.WriteNumber("atoms", row.Progress.AtomCount);
        json.Number("coveredPs", row.Progress.CoveredPs);
        json.Number("psPerHour", row.Progress.PsPerHour);
        json.Number("cores", row.Progress.Cores);
        json.WriteBoolean("final", row.Progress.IsFinal);
        json.WriteString("failure", row.Progress.Failure);
        json.WriteString("state", row.Diffusion.State);
        json.WriteString("reason", row.Diffusion.Reason);
        WriteInterval(json, "dA2PerPs", row.Diffusion.D);
        json.Number("upperBound95", row.Diffusion.UpperBound95);
        WriteInterval(json, "remainingPs", row.Diffusion.RemainingPs);
        json.Numbers("values", row.Values);
        json.Numbers("errors", row.Errors);
        json.WriteString("crystalSystem", row.CrystalSystem);
    }

    private static void WritePooled(Utf8JsonWriter json, PooledVerdict pooled)
    {
        WriteLabel(json, pooled.Label);
        json.Texts("runs", pooled.Runs);
        json.WriteString("state", pooled.State);
        WriteInterval(json, "dA2PerPs", pooled.D);
        json.Number("betweenSpread", pooled.BetweenSpread);
        json.Number("upperBound95", pooled.UpperBound95);
        json.Number("coveredPs", pooled.CoveredPs);
    }

    private static void WriteLabel(Utf8JsonWriter json, RunLabel label)
    {
        json.WriteString("material", label.Material);
        json.WriteString("composition", label.Composition);
        if (label.Stoichiometric is { } known) json.WriteBoolean("stoichiometric", known);
        else json.WriteNull("stoichiometric");
        json.Number("temperatureK", label.TemperatureK);
        json.WriteString("specie", label.Specie);
    }

    private static void WriteArrhenius(Utf8JsonWriter json, MaterialArrhenius line)
    {
        json.WriteString("material", line.Material);
        json.WriteString("composition", line.Composition);
        json.WriteString("specie", line.Specie);
        json.Each("points", line.Points, WritePoint);
        if (line.Fit is { } fit)
        {
            WriteInterval(json, "eaEv", fit.EaEv);
            json.Number("logD0", fit.LogD0);
            json.Numbers("covariance", [fit.Covariance.D0, fit.Covariance.Both, fit.Covariance.Ea]);
            json.Number("inflation", fit.Inflation);
            WriteInterval(json, "d300A2PerPs", line.D300);
            WriteInterval(json, "sigma300SPerCm", line.Sigma300);
        }
        if (line.Kink is { } kink)
        {
            json.WriteStartObject("kink");
            json.Number("belowK", kink.BelowK);
            json.Number("aboveK", kink.AboveK);
            WriteInterval(json, "upperEaEv", kink.Upper.EaEv);
            json.Number("upperLogD0", kink.Upper.LogD0);
            json.Number("p", kink.P);
            json.WriteString("words", kink.InWords);
            json.WriteEndObject();
        }
        json.WriteString("missing", line.Missing);
    }

    private static void WritePoint(Utf8JsonWriter json, ArrheniusPoint point)
    {
        json.Number("temperatureK", point.TemperatureK);
        WriteInterval(json, "dA2PerPs", point.D);
        json.Number("upperBound95", point.UpperBound95);
    }

    private static void WriteAdvice(Utf8JsonWriter json, Advice advice)
    {
        json.WriteString("action", advice.Action);
        json.WriteString("material", advice.Material);
        json.Number("temperatureK", advice.TemperatureK);
        json.WriteString("run", advice.Run);
        json.Number("addPs", advice.AddPs);
        json.Number("coreHours", advice.CoreHours);
        json.Number("eaHalfWidthAfterEv", advice.EaHalfWidthAfterEv);
        json.Number("logSigma300HalfWidthAfter", advice.LogSigma300HalfWidthAfter);
        json.Number("costToTarget", advice.CostToTarget);
        json.WriteString("reason", advice.Reason);
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        if (!double.IsFinite(interval.Value))
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.Number("value", interval.Value);
        json.Number("low95", interval.Low95);
        json.Number("high95", interval.High95);
        json.WriteEndObject();
    }
}
