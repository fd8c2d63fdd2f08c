using Microsoft.Data.Sqlite;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Streams;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>What the <see cref="AggregatorActor"/> is told.</summary>
public abstract record AggregatorMessage
{
    /// <summary>A link brought a state; the answer is <see cref="Taken"/>, and only then the next one comes.</summary>
    public sealed record StateCame(RunState State) : AggregatorMessage;

    public sealed record LinkEnded(IRunLink Link, Exception? Failure) : AggregatorMessage;

    public sealed record ReadLink(IRunLink Link) : AggregatorMessage;

    public sealed record ModelsTold(FleetModels? Models, bool IsTraining) : AggregatorMessage;

    public sealed record Noted(string Text) : AggregatorMessage;

    /// <summary>What cannot be read now, in place of what was told before.</summary>
    public sealed record Unreadable(IReadOnlyList<string> Notes) : AggregatorMessage;

    public sealed record Refresh : AggregatorMessage;

    public sealed record Save : AggregatorMessage;

    /// <summary>Bring everything up to date, when all links have ended, and say so.</summary>
    public sealed record Settle(TaskCompletionSource Done) : AggregatorMessage;

    public sealed record Taken;
}

/// <summary>Folds the states of all runs into the table, and tells the newest of everything.</summary>
internal sealed class AggregatorActor(FleetSetup setup, SseConfig config, FleetBoard board, ActorRef<ModelMessage> models) : Actor<AggregatorMessage>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly FleetBook _book = new(new RunTable(setup.Stored), config.Views, config.Advice);
    private readonly HashSet<IRunLink> _reading = [];
    private readonly List<TaskCompletionSource> _settling = [];
    private bool _isChanged = true;

    protected override void PreStart()
    {
        _book.Table.Compare(setup.References);
        foreach (IRunLink link in setup.Links) Read(link);
        Context.Timers.StartPeriodicTimer("refresh", new AggregatorMessage.Refresh(), config.Fleet.RefreshEvery);
        Context.Timers.StartPeriodicTimer("save", new AggregatorMessage.Save(), config.Fleet.SaveEvery);
        models.Tell(new ModelMessage.Begin(Self));
    }

    protected override void Receive(AggregatorMessage message)
    {
        switch (message)
        {
            case AggregatorMessage.StateCame came: Fold(came.State); break;
            case AggregatorMessage.LinkEnded ended: Conclude(ended); break;
            case AggregatorMessage.ReadLink again: Read(again.Link); break;
            case AggregatorMessage.ModelsTold told: Take(told); break;
            case AggregatorMessage.Noted noted: Note(noted.Text); break;
            case AggregatorMessage.Unreadable unreadable: _isChanged |= _book.TakeUnreadable(unreadable.Notes); break;
            case AggregatorMessage.Refresh: Refresh(); break;
            case AggregatorMessage.Save: Save(); break;
            case AggregatorMessage.Settle settle: _settling.Add(settle.Done); TrySettle(); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop() => Save();

    private void Fold(RunState state)
    {
        _isChanged |= _book.Table.Fold(state);
        Sender.Tell(new AggregatorMessage.Taken());
    }

    private void Take(AggregatorMessage.ModelsTold told)
    {
        (_book.Models, _book.IsTraining) = (told.Models ?? _book.Models, told.IsTraining);
        _isChanged = true;
    }

    private void Note(string text)
    {
        _book.Note(text);
        _isChanged = true;
    }

    private void Refresh()
    {
        if (!_isChanged) return;
        _isChanged = false;
        board.Put(_book.State());
        models.Tell(new ModelMessage.RowsChanged(_book.RowsOf(config.Models.View)));
    }

    private void Save()
    {
        IReadOnlyList<TableRow> rows = _book.Table.TakeUnsaved();
        try
        {
            setup.Store?.Save(rows);
        }
        catch (SqliteException away)
        {
            _book.Table.Return(rows); // a full disk or a busy file: tried again with the next
            Note($"the table is not stored for now: {away.Message}");
        }
    }

    private void Read(IRunLink link)
    {
        _reading.Add(link);
        ActorRef<AggregatorMessage> self = Self;
        Context.PipeToSelf(
            stop => Source.From(link.ReadAsync(stop))
                .To(Sink.ForEachAsync<RunState>(async (state, token) => await self.Ask<AggregatorMessage.Taken>(new AggregatorMessage.StateCame(state), Patience, token)))
                .Run(stop).Completion,
            () => new AggregatorMessage.LinkEnded(link, null),
            failure => new AggregatorMessage.LinkEnded(link, failure));
    }

    private void Conclude(AggregatorMessage.LinkEnded ended)
    {
        _reading.Remove(ended.Link);
        if (ended.Failure is not null)
        {
            Note($"a link is away, tried again: {ended.Failure.Message}");
            _reading.Add(ended.Link);
            Context.Timers.StartSingleTimer(ended.Link, new AggregatorMessage.ReadLink(ended.Link), config.Fleet.SaveEvery);
        }
        TrySettle();
    }

    private void TrySettle()
    {
        if (_reading.Count > 0 || _settling.Count == 0) return;
        _isChanged = true;
        Refresh();
        Save();
        foreach (TaskCompletionSource done in _settling) done.TrySetResult();
        _settling.Clear();
    }
}
