using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Files;

/// <summary>The object that <c>sse analyze --json</c> prints; every field is explained in docs/summary.md.</summary>
/// <remarks>
/// Numbers are written so that reading them back gives the same double. An undefined one is null. Names and their order are stable:
/// fields are only ever added. One line of text, ended by a newline.
/// </remarks>
public static class SummaryJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Å stays Å

    public static void Write(RunSnapshot snapshot, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            WriteRun(json, snapshot.Run);
            WriteMobile(json, snapshot.Mobile, snapshot.Verdict, snapshot.CrossChecks);
            WriteSpecies(json, snapshot.Species);
            WriteGroups(json, snapshot.Groups);
            WriteWindows(json, snapshot.Windows);
            VerdictJson.WriteVerdict(json, snapshot.Verdict);
            WriteDescriptors(json, snapshot);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void WriteRun(Utf8JsonWriter json, RunFacts run)
    {
        json.WriteStartObject("run");
        json.WriteString("path", run.Path);
        WriteTexts(json, "segments", run.Segments);
        json.WriteString("engine", run.Engine);
        json.WriteNumber("atomCount", run.AtomCount);
        json.WriteNumber("frameCount", run.FrameCount);
        WriteNumber(json, "firstPs", run.FirstPs);
        WriteNumber(json, "lastPs", run.LastPs);
        WriteNumber(json, "framePs", run.FramePs);
        json.WriteStartObject("species");
        foreach ((string specie, int atomCount) in run.Species) json.WriteNumber(specie, atomCount);
        json.WriteEndObject();
        WriteNumber(json, "statedTemperatureK", run.StatedTemperatureK);
        json.WriteStartObject("kineticTemperatureK");
        foreach ((string specie, double kineticK) in run.KineticTemperatureK) WriteNumber(json, specie, kineticK);
        json.WriteEndObject();
        json.WriteString("velocitiesFrom", run.VelocitiesFrom);
        json.WriteString("msdLags", run.MsdLags);
        json.WriteStartArray("inferred");
        foreach (Inferred fact in run.Inferred)
        {
            json.WriteStartObject();
            json.WriteString("what", fact.What);
            json.WriteString("value", fact.Value);
            json.WriteString("from", fact.From);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteTexts(json, "warnings", run.Warnings);
        json.WriteEndObject();
    }

    private static void WriteMobile(Utf8JsonWriter json, MobileDiffusion? mobile, DiffusionVerdict? verdict, CrossChecks? checks)
    {
        if (mobile is null)
        {
            json.WriteNull("mobile");
            return;
        }
        json.WriteStartObject("mobile");
        json.WriteString("specie", mobile.Specie);
        json.WriteString("drift", mobile.Drift);
        WriteFit(json, "paper", mobile.Paper);
        WriteFit(json, "fit", mobile.Fit);
        VerdictJson.WriteEstimate(json, "estimate", verdict?.Found);
        VerdictJson.WriteTransport(json, verdict?.Transport);
        VerdictJson.WriteCrossChecks(json, checks);
        json.WriteEndObject();
    }

    private static void WriteFit(Utf8JsonWriter json, string name, DiffusionFit? fit)
    {
        if (fit is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        WriteNumber(json, "dA2PerPs", fit.DA2PerPs);
        WriteNumber(json, "fitFromPs", fit.FitFromPs);
        WriteNumber(json, "fitToPs", fit.FitToPs);
        json.WriteEndObject();
    }

    private static void WriteSpecies(Utf8JsonWriter json, IReadOnlyList<SpecieCurves> species)
    {
        json.WriteStartObject("species");
        foreach (SpecieCurves curves in species)
        {
            json.WriteStartObject(curves.Specie);
            json.WriteStartObject("msdA2");
            WriteNumbers(json, "lagPs", curves.MsdLagPs);
            WriteNumbers(json, "total", curves.MsdTotalA2);
            WriteNumbers(json, "x", curves.MsdXA2);
            WriteNumbers(json, "y", curves.MsdYA2);
            WriteNumbers(json, "z", curves.MsdZA2);
            json.WriteEndObject();
            WriteNumbers(json, "collectiveMsdA2", curves.CollectiveMsdA2);
            WriteNumber(json, "paperDA2PerPs", curves.Paper?.DA2PerPs ?? double.NaN);
            WriteNumber(json, "fitDA2PerPs", curves.Fit?.DA2PerPs ?? double.NaN);
            WriteVacf(json, curves.Spectrum);
            WriteVdos(json, curves.Spectrum);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter json, IReadOnlyList<GroupSpectrum> groups)
    {
        json.WriteStartObject("groups");
        foreach (GroupSpectrum group in groups)
        {
            json.WriteStartObject(group.Group);
            WriteVdos(json, group.Spectrum);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteVacf(Utf8JsonWriter json, Spectrum? spectrum)
    {
        if (spectrum is null)
        {
            json.WriteNull("vacf");
            return;
        }
        json.WriteStartObject("vacf");
        WriteNumbers(json, "lagPs", spectrum.VacfLagPs);
        WriteNumbers(json, "a2PerPs2", spectrum.VacfA2PerPs2);
        json.WriteEndObject();
    }

    private static void WriteVdos(Utf8JsonWriter json, Spectrum? spectrum)
    {
        if (spectrum is null)
        {
            json.WriteNull("vdos");
            return;
        }
        json.WriteStartObject("vdos");
        WriteNumbers(json, "thz", spectrum.FrequencyThz);
        WriteNumbers(json, "perThz", spectrum.GPerThz);
        json.WriteEndObject();
    }

    private static void WriteWindows(Utf8JsonWriter json, IReadOnlyList<WindowRow> windows)
    {
        json.WriteStartArray("windows");
        foreach (WindowRow window in windows)
        {
            json.WriteStartObject();
            WriteNumber(json, "fromPs", window.FromPs);
            WriteNumber(json, "toPs", window.ToPs);
            WriteNumber(json, "slopeA2PerPs", window.SlopeA2PerPs);
            WriteNumber(json, "kineticK", window.KineticK);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDescriptors(Utf8JsonWriter json, RunSnapshot snapshot)
    {
        json.WriteStartObject("descriptors");
        foreach (DescriptorValue descriptor in snapshot.Descriptors)
        {
            json.WriteStartObject(descriptor.Name);
            WriteNumber(json, "value", descriptor.Value);
            json.WriteString("unit", descriptor.Unit);
            WriteNumber(json, "error", descriptor.Error);
            json.WriteString("from", descriptor.From);
            json.WriteEndObject();
        }
        json.WriteStartObject("missing");
        foreach ((string name, string reason) in MissingDescriptors.Of(snapshot)) json.WriteString(name, reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) WriteValue(json, value);
        json.WriteEndArray();
        json.Flush(); // a long curve need not wait in memory for the others
    }

    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }
}
