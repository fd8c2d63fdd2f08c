using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>The aggregator and the trainer of one fleet, for who shows them.</summary>
public sealed class FleetActors
{
    private readonly ActorRef<AggregatorMessage> _aggregator;
    private readonly ActorRef<ModelMessage> _models;

    private FleetActors(ActorRef<AggregatorMessage> aggregator, ActorRef<ModelMessage> models, FleetBoard board) =>
        (_aggregator, _models, Board) = (aggregator, models, board);

    public FleetBoard Board { get; }

    internal static FleetActors Spawn(ActorSystem system, FleetSetup setup, SseConfig config)
    {
        var board = new FleetBoard();
        ActorRef<ModelMessage> models = system.Spawn(() => new ModelActor(config.Models, setup.LastModelVersion, setup.LastTraining, setup.Register), "models");
        return new FleetActors(system.Spawn(() => new AggregatorActor(setup, config, board, models), "aggregator"), models, board);
    }

    /// <summary>Something that views should show.</summary>
    public void Note(string text) => _aggregator.Tell(new AggregatorMessage.Noted(text));

    /// <summary>What cannot be read now; what was told before no longer counts.</summary>
    public void Unreadable(IReadOnlyList<string> notes) => _aggregator.Tell(new AggregatorMessage.Unreadable(notes));

    /// <summary>One more link is read to its end.</summary>
    public void Read(IRunLink link) => _aggregator.Tell(new AggregatorMessage.ReadLink(link));

    /// <summary>Whether this one trains: of many that fold the same states, one does.</summary>
    public void Elect(bool isTrainer) => _models.Tell(new ModelMessage.Elected(isTrainer));

    /// <summary>When every link has ended: folds the rest, trains once more if anything has changed, and stores the table.</summary>
    /// <param name="stop">Ends the training; the table is stored all the same.</param>
    public async Task SettleAsync(CancellationToken stop)
    {
        await Ask(done => _aggregator.Tell(new AggregatorMessage.Settle(done)), CancellationToken.None);
        try
        {
            await Ask(done => _models.Tell(new ModelMessage.Finish(done)), stop);
        }
        catch (OperationCanceledException)
        {
            return; // nobody waits for the training
        }
        await Ask(done => _aggregator.Tell(new AggregatorMessage.Settle(done)), CancellationToken.None);
    }

    private static Task Ask(Action<TaskCompletionSource> tell, CancellationToken stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tell(done);
        return done.Task.WaitAsync(stop);
    }
}
