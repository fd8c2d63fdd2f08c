using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Table;
using StreamingSse.Pipeline.Tests.Table;

namespace StreamingSse.Pipeline.Tests.Fleet;

public sealed class FleetActorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-fleet-").FullName;
    private readonly List<FleetModels> _registered = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_fleets_that_hear_the_same_states_in_other_orders_agree_and_a_restart_loses_and_doubles_nothing()
    {
        RunState[] told = [.. Enumerable.Range(0, 120).Select(i => FleetStates.Of($"/runs/{i % 12}", 1 + i / 12, [("D", 0.01 * (1 + i)), ("lindemann", 0.1)], material: $"M{i % 9}", temperatureK: 500 + 100 * (i % 3), d: 0.01 * (1 + i % 3)))];
        FleetState first = await Fold(told, "a"), second = await Fold([.. told.Reverse()], "b");
        Assert.Equal(12, first.Rows.Count);
        Same(first, second);
        Same(first, await Fold([], "a"));                      // from the store alone
        Same(first, await Fold([.. told.Take(60)], "a"));       // read again, not yet as far as before
        Assert.All(first.Rows, row => Assert.Equal(10, row.Progress.FrameCount));
    }

    [Fact]
    public async Task Lines_views_advice_and_models_follow_from_the_states()
    {
        RunState[] told = [.. Enumerable.Range(0, 30).Select(i => FleetStates.Of(
            $"/runs/{i:00}", 10, [("D", 0.01 * (1 + i)), ("lindemann", 0.1 + 0.001 * i), ("omegaAll", 20 + i % 7)], material: $"M{i % 10}", temperatureK: 500 + 100 * (i / 10), d: 0.01 * Math.Exp(i / 10)))];
        FleetState state = await Fold(told, "c", trains: true);
        Assert.Equal(10, state.Arrhenius.Count);
        Assert.All(state.Arrhenius, line => Assert.NotNull(line.Fit));
        Assert.NotNull(state.Views.First(view => view.Name == "all").Spearman);
        Assert.NotEmpty(state.Advice);
        Assert.Equal(1, state.Models!.Version);
        Assert.Same(state.Models, Assert.Single(_registered));
    }

    [Fact]
    public async Task Signs_of_components_and_numbers_of_clusters_go_on_from_a_training_of_an_earlier_start()
    {
        RunState[] told = [.. Enumerable.Range(0, 24).Select(i => FleetStates.Of(
            $"/runs/{i:00}", 10, [("D", 0.01 * (1 + i)), ("lindemann", 0.1 * (i % 6) + 0.001 * i), ("omegaAll", 20 + i % 7)], material: $"M{i % 10}", temperatureK: 500 + 100 * (i % 3)))];
        FleetModels first = (await Fold(told, "d", trains: true)).Models!;
        FleetModels turned = first with
        {
            Components = first.Components! with { Loadings = [.. first.Components.Loadings.Select(loading => -loading)] },
            Clusters = [.. first.Clusters.Select(study => study with { Chosen = study.Chosen with { Labels = [.. study.Chosen.Labels.Select(label => study.K - 1 - label)] } })],
        };
        FleetModels again = (await Fold(told, "e", trains: true, turned)).Models!;
        Assert.Equal(turned.Components!.Loadings, again.Components!.Loadings);
        Assert.Equal(turned.Clusters.SelectMany(study => study.Chosen.Labels), again.Clusters.SelectMany(study => study.Chosen.Labels));
    }

    [Fact]
    public void What_can_be_read_by_now_is_no_longer_told_of_and_other_notes_stay()
    {
        var book = new FleetBook(new RunTable([]), [], SseConfig.Load([], _ => null).Advice);
        book.Note("a link is away");
        Assert.True(book.TakeUnreadable(["/runs/a: expected --timestep-fs", "/runs/b: expected --specie"]));
        Assert.Equal(["/runs/a: expected --timestep-fs", "/runs/b: expected --specie", "a link is away"], book.State().Notes);
        Assert.False(book.TakeUnreadable(["/runs/a: expected --timestep-fs", "/runs/b: expected --specie"]));
        Assert.True(book.TakeUnreadable(["/runs/b: expected --specie"]));
        Assert.Equal(["/runs/b: expected --specie", "a link is away"], book.State().Notes);
    }

    private async Task<FleetState> Fold(RunState[] states, string name, bool trains = false, FleetModels? lastTraining = null)
    {
        SseConfig config = SseConfig.Load([], _ => null);
        config = config with { Models = config.Models with { On = trains, MaxEpochs = 1, MostFolds = 2, LookEvery = TimeSpan.FromHours(1) } };
        await using var system = new ActorSystem("test");
        using var store = new SqliteRunTable(Path.Combine(_folder, name, "fleet.sqlite"));
        var link = new ProcessLink();
        FleetActors fleet = FleetActors.Spawn(system, new FleetSetup([link], store, [], 0, (models, _) => _registered.Add(models)) { Stored = store.Load(), LastTraining = lastTraining }, config);
        foreach (RunState state in states) await link.PublishAsync(state, default);
        link.Close();
        await fleet.SettleAsync(CancellationToken.None);
        return fleet.Board.Latest;
    }

    private static void Same(FleetState a, FleetState b)
    {
        Assert.Equal(a.Rows.Select(row => row with { Values = [], Errors = [] }), b.Rows.Select(row => row with { Values = [], Errors = [] }));
        Assert.Equal(a.Rows.SelectMany(row => row.Values), b.Rows.SelectMany(row => row.Values));
        Assert.Equal(a.Pooled.Select(one => (one.Label, one.D, one.State)), b.Pooled.Select(one => (one.Label, one.D, one.State)));
        Assert.Equal(a.Advice, b.Advice);
        Assert.Equal(a.Views.Select(view => view.Spearman?.R), b.Views.Select(view => view.Spearman?.R));
    }
}
