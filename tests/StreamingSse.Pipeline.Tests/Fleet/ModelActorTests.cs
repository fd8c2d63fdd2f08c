using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Table;
using StreamingSse.Pipeline.Tests.Table;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Fleet;

public sealed class ModelActorTests : IDisposable
{
    private static readonly ModelsConfig Config = SseConfig.Load([], _ => null).Models;
    private static readonly IReadOnlyList<FleetRow> Rows = [Row("/a"), Row("/b")];
    private readonly ActorTestKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_training_that_failed_is_over_and_is_tried_again_when_rows_have_changed_and_not_before_its_time(bool hasEarlier)
    {
        TestProbe aggregator = _kit.CreateProbe();
        ActorRef<ModelMessage> models = _kit.System.Spawn(() => new ModelActor(Config, 0, null, (_, _) => { }));
        models.Tell(new ModelMessage.Begin(aggregator.As<AggregatorMessage>()));
        models.Tell(new ModelMessage.RowsChanged(Rows));
        if (hasEarlier)
        {
            models.Tell(new ModelMessage.Trained(new FleetModels(1, "", "", "", "all", [], null, [], [], [], new Dictionary<string, string>()), [Rows[0]]));
            Assert.NotNull(aggregator.ExpectMsg<AggregatorMessage.ModelsTold>().Models);
        }
        models.Tell(new ModelMessage.Failed(new InvalidOperationException("out of luck"), Rows));
        aggregator.ExpectMsg(new AggregatorMessage.ModelsTold(null, IsTraining: false));
        aggregator.ExpectMsg(new AggregatorMessage.Noted("training failed: out of luck"));
        aggregator.ExpectNoMsg(Config.RetrainEvery + Config.LookEvery);

        models.Tell(new ModelMessage.Failed(new InvalidOperationException("again"), Rows));
        Assert.False(aggregator.ExpectMsg<AggregatorMessage.ModelsTold>().IsTraining);
        aggregator.ExpectMsg<AggregatorMessage.Noted>();
        models.Tell(new ModelMessage.RowsChanged([Row("/c"), Row("/d")]));
        aggregator.ExpectNoMsg(Config.RetrainMin - 2 * Config.LookEvery);
        _kit.Advance(3 * Config.LookEvery);
        Assert.True(aggregator.ExpectMsg<AggregatorMessage.ModelsTold>().IsTraining);
    }

    private static FleetRow Row(string run) => TableRow.Of(FleetStates.Of(run, 10, [("D", 0.1)])).Row;
}
