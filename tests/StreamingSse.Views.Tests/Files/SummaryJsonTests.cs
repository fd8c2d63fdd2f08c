using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Tests.Files;

public sealed class SummaryJsonTests
{
    private static readonly RunSnapshot Snapshot = SyntheticRun.Snapshot(201);

    [Fact]
    public void The_run_comes_back_field_by_field()
    {
        JsonNode run = Parse(Snapshot)["run"]!;
        RunFacts facts = Snapshot.Run;

        Assert.Equal(facts.Path, (string?)run["path"]);
        Assert.Equal(facts.Segments, Texts(run["segments"]));
        Assert.Equal(facts.Engine, (string?)run["engine"]);
        Assert.Equal(facts.AtomCount, (int)run["atomCount"]!);
        Assert.Equal(facts.FrameCount, (long)run["frameCount"]!);
        Assert.Equal(facts.FirstPs, (double)run["firstPs"]!);
        Assert.Equal(facts.LastPs, (double)run["lastPs"]!);
        Assert.Equal(facts.FramePs, (double)run["framePs"]!);
        Assert.Equal(facts.Species, run["species"]!.AsObject().ToDictionary(p => p.Key, p => (int)p.Value!));
        Assert.Equal(facts.StatedTemperatureK, (double)run["statedTemperatureK"]!);
        Assert.Equal(facts.KineticTemperatureK, run["kineticTemperatureK"]!.AsObject().ToDictionary(p => p.Key, p => (double)p.Value!));
        Assert.Equal(facts.VelocitiesFrom, (string?)run["velocitiesFrom"]);
        Assert.Equal(facts.MsdLags, (string?)run["msdLags"]);
        Assert.Equal(
            facts.Inferred,
            run["inferred"]!.AsArray().Select(f => new Inferred((string)f!["what"]!, (string)f["value"]!, (string)f["from"]!)));
        Assert.Equal(facts.Warnings, Texts(run["warnings"]));
    }

    [Fact]
    public void The_mobile_specie_and_its_fits_come_back()
    {
        JsonNode mobile = Parse(Snapshot)["mobile"]!;
        Assert.Equal("Li", (string?)mobile["specie"]);
        Assert.Equal("framework", (string?)mobile["drift"]);
        Assert.Equal(Snapshot.Mobile!.Paper, Fit(mobile["paper"]!));
        Assert.Equal(Snapshot.Mobile!.Fit, Fit(mobile["fit"]!));
    }

    [Fact]
    public void Every_curve_comes_back_to_the_last_bit()
    {
        JsonNode species = Parse(Snapshot)["species"]!;
        Assert.Equal(Snapshot.Species.Select(curves => curves.Specie), species.AsObject().Select(p => p.Key));
        foreach (SpecieCurves curves in Snapshot.Species)
        {
            JsonNode found = species[curves.Specie]!;
            Assert.Equal(curves.MsdLagPs, Numbers(found["msdA2"]!["lagPs"]));
            Assert.Equal(curves.MsdTotalA2, Numbers(found["msdA2"]!["total"]));
            Assert.Equal(curves.MsdXA2, Numbers(found["msdA2"]!["x"]));
            Assert.Equal(curves.MsdYA2, Numbers(found["msdA2"]!["y"]));
            Assert.Equal(curves.MsdZA2, Numbers(found["msdA2"]!["z"]));
            Assert.Equal(curves.CollectiveMsdA2, Numbers(found["collectiveMsdA2"]));
            Assert.Equal(curves.Paper?.DA2PerPs, (double?)found["paperDA2PerPs"]);
            Assert.Equal(curves.Fit?.DA2PerPs, (double?)found["fitDA2PerPs"]);
            Assert.Equal(curves.Spectrum!.VacfLagPs, Numbers(found["vacf"]!["lagPs"]));
            Assert.Equal(curves.Spectrum.VacfA2PerPs2, Numbers(found["vacf"]!["a2PerPs2"]));
            Assert.Equal(curves.Spectrum.FrequencyThz, Numbers(found["vdos"]!["thz"]));
            Assert.Equal(curves.Spectrum.GPerThz, Numbers(found["vdos"]!["perThz"]));
        }
        foreach (GroupSpectrum group in Snapshot.Groups)
        {
            JsonNode vdos = Parse(Snapshot)["groups"]![group.Group]!["vdos"]!;
            Assert.Equal(group.Spectrum.FrequencyThz, Numbers(vdos["thz"]));
            Assert.Equal(group.Spectrum.GPerThz, Numbers(vdos["perThz"]));
        }
    }

    [Fact]
    public void Windows_and_descriptors_come_back()
    {
        JsonNode summary = Parse(Snapshot);
        Assert.Equal(Snapshot.Windows, summary["windows"]!.AsArray().Select(w => new WindowRow(
            (double)w!["fromPs"]!, (double)w["toPs"]!, (double)w["slopeA2PerPs"]!, (double)w["kineticK"]!)));
        Assert.Equal(
            Snapshot.Descriptors,
            summary["descriptors"]!.AsObject().Where(p => p.Key != "missing").Select(p => Descriptor(p.Key, p.Value!)));
        Assert.Equal(Snapshot.Missing, summary["descriptors"]!["missing"]!.AsObject().ToDictionary(p => p.Key, p => (string)p.Value!));
    }

    [Fact]
    public void What_cannot_be_stood_behind_is_null_and_an_undefined_descriptor_has_its_reason()
    {
        JsonNode summary = Parse(Snapshot with
        {
            Run = Snapshot.Run with { StatedTemperatureK = double.NaN, FramePs = double.PositiveInfinity },
            Mobile = Snapshot.Mobile! with { Paper = null, Fit = null },
            Species = [Snapshot.Species[0] with { MsdTotalA2 = [0, double.NaN, 2], Fit = null, Spectrum = null }],
            Descriptors = [new("omega30D", double.NaN, "meV", double.NaN, ""), new("B", double.NaN, "GPa", double.NaN, "")],
        });

        Assert.Null(summary["run"]!["statedTemperatureK"]);
        Assert.Null(summary["run"]!["framePs"]);
        Assert.True(summary["mobile"]!.AsObject().ContainsKey("paper"));
        Assert.Null(summary["mobile"]!["paper"]);
        Assert.Equal([0, double.NaN, 2], Numbers(summary["species"]!["Li"]!["msdA2"]!["total"]));
        Assert.Null(summary["species"]!["Li"]!["vacf"]);
        Assert.Null(summary["descriptors"]!["omega30D"]!["value"]);
        Assert.Equal("undefined for these frames", (string?)summary["descriptors"]!["missing"]!["omega30D"]);
        Assert.Equal("needs an elastic tensor", (string?)summary["descriptors"]!["missing"]!["B"]);
        Assert.Null(Parse(Snapshot with { Mobile = null })["mobile"]);
    }

    [Fact]
    public void The_same_snapshot_gives_the_same_bytes_in_every_language()
    {
        byte[] here = Bytes(Snapshot);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal(here, Bytes(Snapshot));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void It_is_one_line_with_units_readable_as_they_are()
    {
        string text = Encoding.UTF8.GetString(Bytes(Snapshot));
        Assert.Equal(text.Length - 1, text.IndexOf('\n'));
        Assert.Contains("\"unit\":\"Å²/ps\"", text);
    }

    internal static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "−");
        return culture;
    }

    internal static JsonNode Parse(RunSnapshot snapshot) => JsonNode.Parse(Bytes(snapshot))!;

    private static byte[] Bytes(RunSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SummaryJson.Write(snapshot, stream);
        return stream.ToArray();
    }

    private static DescriptorValue Descriptor(string name, JsonNode found) => new(
        name, (double)found["value"]!, (string)found["unit"]!, (double?)found["error"] ?? double.NaN, (string)found["from"]!);

    private static DiffusionFit Fit(JsonNode fit) => new((double)fit["dA2PerPs"]!, (double)fit["fitFromPs"]!, (double)fit["fitToPs"]!);

    private static IEnumerable<string?> Texts(JsonNode? list) => list!.AsArray().Select(text => (string?)text);

    private static double[] Numbers(JsonNode? list) => [.. list!.AsArray().Select(value => (double?)value ?? double.NaN)];
}
