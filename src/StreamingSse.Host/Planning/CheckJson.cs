using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Formats.Planning;

namespace StreamingSse.Host.Planning;

/// <summary>A plan for machines; docs/check.md lists the fields. What is not known is null.</summary>
internal static class CheckJson
{
    public static void Write(PlannedRun run, PlanAssessment? plan, PlannedPrecision? precision, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Planned(json, run);
            if (plan is not null) Assessed(json, plan);
            if (precision is not null) Expected(json, precision);
            json.WriteStartObject("stop");
            json.WriteBoolean("open", run.Stop.IsOpen);
            json.WriteString("how", run.Stop.How);
            Texts(json, "add", run.Stop.LinesToAdd);
            json.WriteString("addTo", run.Stop.AddTo);
            json.WriteEndObject();
            Findings(json, run.Findings);
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Planned(Utf8JsonWriter json, PlannedRun run)
    {
        json.WriteString("engine", run.Engine);
        Texts(json, "files", run.Files);
        Number(json, "timestepFs", run.TimestepFs);
        Number(json, "steps", run.StepCount ?? double.NaN);
        Number(json, "temperatureK", run.TemperatureK);
        json.WriteStartArray("outputs");
        foreach (PlannedOutput one in run.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumber("everySteps", one.EverySteps);
            json.WriteBoolean("positions", one.HasPositions);
            json.WriteBoolean("velocities", one.HasVelocities);
            json.WriteBoolean("folded", one.IsFolded);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Assessed(Utf8JsonWriter json, PlanAssessment plan)
    {
        Number(json, "framePs", plan.FramePs);
        Number(json, "frames", plan.FrameCount ?? double.NaN);
        Number(json, "lengthPs", plan.LengthPs);
        Number(json, "nyquistMev", plan.NyquistMev);
        Number(json, "longestLagPs", plan.LengthPs / 2);
        Texts(json, "notes", plan.Notes);
        Texts(json, "descriptors", plan.Possible);
        json.WriteStartObject("missing");
        foreach ((string name, string reason) in plan.Refused) json.WriteString(name, reason);
        json.WriteEndObject();
        if (plan.Denser is not DenserOutput denser) return;
        json.WriteStartObject("denser");
        json.WriteNumber("everySteps", denser.EverySteps);
        Texts(json, "add", denser.LinesToAdd);
        json.WriteEndObject();
    }

    private static void Expected(Utf8JsonWriter json, PlannedPrecision precision)
    {
        json.WriteStartObject("expected");
        Number(json, "dA2PerPs", precision.DA2PerPs);
        json.WriteString("specie", precision.Specie);
        json.WriteNumber("ions", precision.IonCount);
        Number(json, "relativeHalfWidth", precision.RelativeHalfWidth);
        Number(json, "neededPs", precision.NeededPs);
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, IReadOnlyList<PlanFinding> findings)
    {
        json.WriteStartArray("findings");
        foreach (PlanFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteBoolean("error", finding.IsError);
            json.WriteString("where", finding.What.Where);
            json.WriteString("expected", finding.What.Expected);
            json.WriteString("found", finding.What.Found);
            Texts(json, "add", finding.LinesToAdd);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
