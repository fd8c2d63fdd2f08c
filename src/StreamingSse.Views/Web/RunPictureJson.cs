using System.Text.Json;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Web;

/// <summary>A snapshot in the form in which the page takes it; its mirror is Page/src/run/picture.ts.</summary>
internal static class RunPictureJson
{
    private const int MostPoints = 160;
    private const int MostPeaks = 480;

    public static byte[] Write(RunSnapshot snapshot, IReadOnlyList<DiffusionPoint> history) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        WriteFacts(json, snapshot.Run);
        WriteMobile(json, snapshot.Mobile);
        VerdictPictureJson.Write(json, snapshot.Verdict);
        WriteHistory(json, history);
        WriteSpecies(json, snapshot);
        WriteSpectra(json, snapshot);
        WriteWindows(json, snapshot.Windows);
        WriteDescriptors(json, snapshot);
        json.WriteEndObject();
    });

    private static void WriteFacts(Utf8JsonWriter json, RunFacts run)
    {
        json.WriteStartObject("facts");
        json.WriteString("path", run.Path);
        json.Texts("segments", run.Segments);
        json.WriteString("engine", run.Engine);
        json.WriteNumber("atomCount", run.AtomCount);
        json.WriteNumber("frameCount", run.FrameCount);
        json.Number("firstPs", run.FirstPs);
        json.Number("lastPs", run.LastPs);
        json.Number("framePs", run.FramePs);
        json.Number("statedK", run.StatedTemperatureK);
        json.WriteStartArray("kinetic");
        foreach ((string specie, double kineticK) in run.KineticTemperatureK)
        {
            json.WriteStartObject();
            json.WriteString("specie", specie);
            json.WriteNumber("atomCount", run.Species.GetValueOrDefault(specie));
            json.Number("kineticK", kineticK);
            json.WriteEndObject();
        }
        json.WriteEndArray();
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
        json.Texts("warnings", run.Warnings);
        json.WriteEndObject();
    }

    private static void WriteMobile(Utf8JsonWriter json, MobileDiffusion? mobile)
    {
        json.WriteString("mobile", mobile?.Specie);
        json.WriteString("drift", mobile?.Drift);
        WriteFit(json, "paper", mobile?.Paper);
        WriteFit(json, "fit", mobile?.Fit);
    }

    private static void WriteFit(Utf8JsonWriter json, string name, DiffusionFit? fit)
    {
        if (fit is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.Number("d", fit.DA2PerPs);
        json.Number("fromPs", fit.FitFromPs);
        json.Number("toPs", fit.FitToPs);
        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<DiffusionPoint> history)
    {
        json.WriteStartObject("history");
        json.Numbers("timePs", [.. history.Select(point => point.TimePs)]);
        json.Numbers("d", [.. history.Select(point => point.Estimate.Value)]);
        json.Numbers("low", [.. history.Select(point => point.Estimate.Low95)]);
        json.Numbers("high", [.. history.Select(point => point.Estimate.High95)]);
        json.Numbers("paper", [.. history.Select(point => point.PaperDA2PerPs)]);
        json.Numbers("fit", [.. history.Select(point => point.FitDA2PerPs)]);
        json.WriteEndObject();
    }

    private static void WriteSpecies(Utf8JsonWriter json, RunSnapshot snapshot)
    {
        json.WriteStartArray("species");
        foreach (SpecieCurves curves in snapshot.Species)
        {
            int[] lags = Thinning.OfLags(curves.MsdLagPs.Length, MostPoints);
            json.WriteStartObject();
            json.WriteString("name", curves.Specie);
            json.WriteNumber("atomCount", curves.AtomCount);
            json.Numbers("lagPs", curves.MsdLagPs, lags);
            json.Numbers("total", curves.MsdTotalA2, lags);
            json.Numbers("x", curves.MsdXA2, lags);
            json.Numbers("y", curves.MsdYA2, lags);
            json.Numbers("z", curves.MsdZA2, lags);
            json.Numbers("collective", curves.CollectiveMsdA2, lags);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSpectra(Utf8JsonWriter json, RunSnapshot snapshot)
    {
        json.WriteStartArray("spectra");
        foreach (GroupSpectrum group in snapshot.Groups) WriteSpectrum(json, group.Group, isGroup: true, group.AtomCount, group.Spectrum);
        foreach (SpecieCurves curves in snapshot.Species)
            if (curves.Spectrum is { } spectrum) WriteSpectrum(json, curves.Specie, isGroup: false, curves.AtomCount, spectrum);
        json.WriteEndArray();
    }

    private static void WriteSpectrum(Utf8JsonWriter json, string name, bool isGroup, int atomCount, Spectrum spectrum)
    {
        int[] lags = Thinning.OfPeaks(spectrum.VacfA2PerPs2, MostPeaks), bins = Thinning.OfPeaks(spectrum.GPerThz, MostPeaks);
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteBoolean("isGroup", isGroup);
        json.WriteNumber("atomCount", atomCount);
        json.Numbers("lagPs", spectrum.VacfLagPs, lags);
        json.Numbers("vacf", spectrum.VacfA2PerPs2, lags);
        json.Numbers("thz", spectrum.FrequencyThz, bins);
        json.Numbers("g", spectrum.GPerThz, bins);
        json.WriteEndObject();
    }

    private static void WriteWindows(Utf8JsonWriter json, IReadOnlyList<WindowRow> windows)
    {
        json.WriteStartArray("windows");
        foreach (WindowRow window in windows)
        {
            json.WriteStartObject();
            json.Number("fromPs", window.FromPs);
            json.Number("toPs", window.ToPs);
            json.Number("slope", window.SlopeA2PerPs);
            json.Number("kineticK", window.KineticK);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDescriptors(Utf8JsonWriter json, RunSnapshot snapshot)
    {
        json.WriteStartArray("descriptors");
        foreach (DescriptorValue descriptor in snapshot.Descriptors)
        {
            json.WriteStartObject();
            json.WriteString("name", descriptor.Name);
            json.Number("value", descriptor.Value);
            json.WriteString("unit", descriptor.Unit);
            json.Number("error", descriptor.Error);
            json.WriteString("from", descriptor.From);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach ((string name, string reason) in MissingDescriptors.Of(snapshot))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
