using System.Net;
using System.Text.Json;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

public sealed class PictureTests
{
    private const int MostJsonBytes = 250_000;

    private readonly RunSnapshot _snapshot = SyntheticRun.Snapshot();

    [Fact]
    public void Curves_are_thinned_to_what_a_screen_shows_with_both_ends_and_every_value_to_six_digits()
    {
        JsonElement li = Json().GetProperty("species")[0];
        double[] lagPs = Doubles(li.GetProperty("lagPs")), total = Doubles(li.GetProperty("total"));
        SpecieCurves curves = _snapshot.Species[0];
        Assert.InRange(lagPs.Length, 100, 330);
        Assert.Equal(curves.MsdLagPs[0], lagPs[0]);
        Assert.Equal(curves.MsdLagPs[^1], lagPs[^1], tolerance: 1e-3);
        foreach ((double lag, double value) in lagPs.Zip(total))
        {
            int at = (int)Math.Round(lag / 0.1);
            Assert.Equal(curves.MsdTotalA2[at], value, tolerance: 1e-5 * Math.Max(1, curves.MsdTotalA2[at]));
        }
    }

    [Fact]
    public void A_long_runs_picture_is_no_larger_than_a_short_ones()
    {
        int shortBytes = Picture(SyntheticRun.Snapshot(4001)).Json.Length, longBytes = Picture(SyntheticRun.Snapshot(200_001)).Json.Length;
        Assert.InRange(longBytes, 1, Math.Min(MostJsonBytes, 1.2 * shortBytes));
    }

    [Fact]
    public void Numbers_that_are_not_defined_are_null_never_zero()
    {
        RunSnapshot snapshot = _snapshot with { Windows = [new WindowRow(0, 10, double.NaN, double.PositiveInfinity)] };
        JsonElement window = JsonDocument.Parse(Picture(snapshot).Json).RootElement.GetProperty("windows")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (window.GetProperty("slope").ValueKind, window.GetProperty("kineticK").ValueKind));
    }

    [Fact]
    public void The_verdict_comes_with_its_interval_and_the_plateau_level_by_level()
    {
        DiffusionVerdict verdict = _snapshot.Verdict!;
        var plateau = new PlateauCurve([8, 16], [0.03, 0.032], [0.001, 0.002], [double.NaN, 0.0321]);
        RunSnapshot snapshot = _snapshot with { Verdict = verdict with { Found = verdict.Found! with { Plateau = plateau } } };
        JsonElement json = JsonDocument.Parse(Picture(snapshot).Json).RootElement.GetProperty("verdict");
        Assert.Equal("converged", json.GetProperty("state").GetString());
        Assert.Equal(0.0289, json.GetProperty("found").GetProperty("d").GetProperty("low").GetDouble());
        JsonElement levels = json.GetProperty("found").GetProperty("plateau");
        Assert.Equal([8, 16], Doubles(levels.GetProperty("lagPs")));
        Assert.Equal([double.NaN, 0.0321], Doubles(levels.GetProperty("fitted")));
    }

    [Fact]
    public void Peaks_survive_thinning()
    {
        double[] values = new double[10_000];
        (values[1234], values[8765]) = (5, -7);
        int[] chosen = Thinning.OfPeaks(values, 100);
        Assert.InRange(chosen.Length, 2, 102);
        Assert.Contains(1234, chosen);
        Assert.Contains(8765, chosen);
        Assert.Equal(chosen.Order().Distinct(), chosen);
        Assert.Equal((0, 9999), (chosen[0], chosen[^1]));
    }

    [Fact]
    public async Task A_download_holds_every_point_in_the_columns_of_the_result_files()
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a", 4001)));
        string csv = await (await page.AskKnown("/data/msd.csv?run=a&specie=Li")).Content.ReadAsStringAsync();
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("lag_ps,msd_A2,msd_x_A2,msd_y_A2,msd_z_A2,collective_msd_A2", lines[0]);
        Assert.Equal(1 + _snapshot.Species[0].MsdLagPs.Length, lines.Length);
    }

    [Fact]
    public async Task Health_and_readiness_tell_a_probe_one_word_without_a_token()
    {
        await using Served page = await Served.Start();
        Assert.Equal("ok\n", await page.Client.GetStringAsync("/health"));
        using HttpResponseMessage early = await page.Client.GetAsync("/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no frames yet\n"), (early.StatusCode, await early.Content.ReadAsStringAsync()));
        page.Server.Show(Served.State(Served.Run("a")));
        Assert.Equal("ready\n", await page.Client.GetStringAsync("/ready"));
    }

    [Fact]
    public async Task Every_metric_has_a_type_and_a_number()
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a") with { RestartCount = 2 }));
        using HttpResponseMessage answer = await page.Ask("/metrics", ("Authorization", $"Bearer {page.Token.Text}"));
        string[] lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        HashSet<string> typed = [.. lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.All(lines.Where(line => line[0] != '#'), line =>
        {
            Assert.Matches("^[a-z_]+(\\{[a-z]+=\"[^\"]*\"\\})? (NaN|[0-9.E+-]+)$", line);
            Assert.Contains(line.Split('{', ' ')[0], typed);
        });
        Assert.Contains("sse_restarts_total{run=\"a\"} 2", lines);
        Assert.Contains("sse_dead_letters_total{reason=\"stopped\"} 3", lines);
    }

    [Fact]
    public void The_page_weighs_less_than_200_kB_packed()
    {
        var assets = new PageAssets();
        if (!assets.AreBuilt) return; // built without Node: there is no page to weigh
        Assert.InRange(assets.PackedBytes(assets.Paths), 1, 200_000);
    }

    private static RunPicture Picture(RunSnapshot snapshot) => new(snapshot, SyntheticRun.History());

    private JsonElement Json() => JsonDocument.Parse(Picture(_snapshot).Json).RootElement;

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(x => x.ValueKind == JsonValueKind.Null ? double.NaN : x.GetDouble())];
}
