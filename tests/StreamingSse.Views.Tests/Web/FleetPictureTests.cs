using System.Net;
using System.Text.Json;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

public sealed class FleetPictureTests
{
    [Fact]
    public async Task A_client_gets_the_newest_rows_and_fetches_the_large_parts_by_name()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        await using Served page = await Served.Start();
        page.Server.Show(SyntheticFleet.Of(60, step: 5));
        page.Server.Show(fleet);
        JsonElement state = await Newest(page);
        Assert.Equal(fleet.Version, state.GetProperty("version").GetInt64());
        JsonElement row = state.GetProperty("rows")[3];
        Assert.Equal(fleet.Rows[3].Run, row.GetProperty("run").GetString());
        Assert.Equal(fleet.Rows[3].Diffusion.D.Value, row.GetProperty("d").GetProperty("value").GetDouble(), tolerance: 1e-5 * fleet.Rows[3].Diffusion.D.Value);
        Assert.Equal(fleet.Arrhenius.Count, state.GetProperty("arrhenius").GetArrayLength());

        JsonElement view = await Json(page, "/fleet/view.json?view=all");
        Assert.Equal(fleet.Views[0].Spearman![4, 9], view.GetProperty("spearman").GetProperty("r")[4 * DescriptorColumn.Count + 9].GetDouble(), tolerance: 1e-5);
        JsonElement values = await Json(page, "/fleet/values.json");
        Assert.Equal(fleet.Rows[7].Values[11], values.GetProperty("rows")[7].GetProperty("values")[11].GetDouble(), tolerance: 1e-4);
        JsonElement models = await Json(page, "/fleet/models.json");
        Assert.Equal(fleet.Models!.Components!.Scores[5 * fleet.Models.Components.Count + 1], models.GetProperty("components").GetProperty("scores")[1][5].GetDouble(), tolerance: 1e-4);
        foreach (string none in new[] { "/fleet/view.json?view=..%2fall", "/fleet/other.json", "/fleet/" })
        {
            using HttpResponseMessage missing = await page.AskKnown(none);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task A_row_has_a_page_where_its_run_is_watched_here_and_only_there()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        FleetRow watched = fleet.Rows[3];
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run(watched.Name), new PageRun("not begun", SyntheticRun.Status, null)));
        page.Server.Show(fleet with { Rows = [watched, .. fleet.Rows.Skip(4), watched with { Run = "table.csv#1", Origin = RowOrigin.Reference }] });
        JsonElement rows = (await Newest(page)).GetProperty("rows");
        Assert.Equal([watched.Run], rows.EnumerateArray().Where(row => row.GetProperty("hasPage").GetBoolean()).Select(row => row.GetProperty("run").GetString()));
    }

    [Fact]
    public async Task The_last_trainings_stay_newest_first_and_no_more_than_a_page_shows()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        await using Served page = await Served.Start();
        for (int version = 1; version <= 20; version++)
            foreach (int time in new[] { 1, 2 }) page.Server.Show(fleet with { Version = 2 * version + time, Models = fleet.Models! with { Version = version } });
        JsonElement[] trainings = [.. (await Json(page, "/fleet/models.json")).GetProperty("trainings").EnumerateArray()];
        Assert.Equal(Enumerable.Range(9, 12).Reverse(), trainings.Select(training => training.GetProperty("version").GetInt32()));
        Assert.Equal(0.182, trainings[11].GetProperty("models")[0].GetProperty("mape").GetDouble(), tolerance: 1e-9);
    }

    [Fact]
    public async Task The_tables_are_downloaded_with_a_row_for_each_run()
    {
        await using Served page = await Served.Start();
        page.Server.Show(SyntheticFleet.Of(60));
        string[] values = await Lines(page, "/fleet/values.csv"), scores = await Lines(page, "/fleet/scores.csv");
        Assert.Equal((61, 61), (values.Length, scores.Length));
        Assert.StartsWith("run,material,composition,temperature_K,specie,state,lindemann (1)", values[0]);
        Assert.StartsWith("run,cluster_PC1_PC2,cluster_PC1_PC3,PC1,PC2", scores[0]);
        Assert.True((await Lines(page, "/fleet/arrhenius.csv")).Length > 10);
        Assert.True((await Lines(page, "/fleet/parity.csv")).Length > 10);
    }

    [Fact]
    public async Task A_thousand_runs_are_a_message_of_less_than_half_a_megabyte_and_nobody_sees_it_without_the_token()
    {
        await using Served page = await Served.Start();
        page.Server.Show(SyntheticFleet.Of(1000));
        using HttpResponseMessage stranger = await page.Ask("/fleet/values.json");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using HttpResponseMessage answer = await page.AskKnown("/fleet/events");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        string? line;
        while (!(line = await lines.ReadLineAsync())!.StartsWith("data: ", StringComparison.Ordinal))
        {
        }
        Assert.InRange(line.Length, 100_000, 500_000);
    }

    private static async Task<JsonElement> Newest(Served page)
    {
        using HttpResponseMessage answer = await page.AskKnown("/fleet/events");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        string? line;
        while (!(line = await lines.ReadLineAsync())!.StartsWith("data: ", StringComparison.Ordinal))
        {
        }
        return JsonDocument.Parse(line["data: ".Length..]).RootElement;
    }

    private static async Task<JsonElement> Json(Served page, string path) => JsonDocument.Parse(await (await page.AskKnown(path)).Content.ReadAsStringAsync()).RootElement;

    private static async Task<string[]> Lines(Served page, string path) =>
        (await (await page.AskKnown(path)).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
