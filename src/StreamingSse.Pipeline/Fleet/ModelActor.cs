using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>What the <see cref="ModelActor"/> is told.</summary>
public abstract record ModelMessage
{
    /// <summary>Who hears of trainings.</summary>
    public sealed record Begin(ActorRef<AggregatorMessage> Aggregator) : ModelMessage;

    /// <summary>The rows of the view as they are now: the newest supersede all before them.</summary>
    public sealed record RowsChanged(IReadOnlyList<FleetRow> Rows) : ModelMessage;

    /// <summary>Whether this one trains; it does where nobody says.</summary>
    public sealed record Elected(bool IsTrainer) : ModelMessage;

    public sealed record Look : ModelMessage;

    public sealed record Trained(FleetModels Models, IReadOnlyList<FleetRow> Rows) : ModelMessage;

    public sealed record Failed(Exception Cause, IReadOnlyList<FleetRow> Rows) : ModelMessage;

    /// <summary>Train once more on what is there, if it has changed, and say when that is done.</summary>
    public sealed record Finish(TaskCompletionSource Done) : ModelMessage;
}

/// <summary>Trains components, clusters and models periodically and on enough change, beside everything else and never in its way.</summary>
/// <param name="lastTraining">That of an earlier start: signs and numbers go on from it.</param>
/// <param name="register">Keeps each training.</param>
internal sealed class ModelActor(ModelsConfig config, int lastVersion, FleetModels? lastTraining, Action<FleetModels, IReadOnlyList<FleetRow>> register) : Actor<ModelMessage>
{
    private ActorRef<AggregatorMessage>? _aggregator;
    private IReadOnlyList<FleetRow> _rows = [];
    private IReadOnlyList<FleetRow> _trainedRows = [];
    private FleetModels? _latest;
    private TaskCompletionSource? _finishing;
    private int _version = lastVersion;
    private long? _trainedAt; // or tried
    private bool _isTrainer = true;
    private bool _isTraining;
    private bool _isFinal;

    protected override void Receive(ModelMessage message)
    {
        switch (message)
        {
            case ModelMessage.Begin begin: _aggregator = begin.Aggregator; Context.Timers.StartPeriodicTimer("look", new ModelMessage.Look(), config.LookEvery); break;
            case ModelMessage.RowsChanged changed: _rows = changed.Rows; break;
            case ModelMessage.Elected elected: _isTrainer = elected.IsTrainer; break;
            case ModelMessage.Look: Look(); break;
            case ModelMessage.Trained trained: Take(trained); break;
            case ModelMessage.Failed failed: Fail(failed); break;
            case ModelMessage.Finish finish: _finishing = finish.Done; Finish(); break;
            default: Unhandled(message); break;
        }
    }

    private void Look()
    {
        if (!_isTrainer || _isTraining || !config.On || _finishing is not null) return;
        if (Why() is { } why) Train(why);
    }

    /// <summary>What sets a training off now; null for nothing.</summary>
    private string? Why()
    {
        if (_rows.Count == 0) return null;
        if (_trainedAt is null) return "the first";
        TimeSpan since = Context.System.Time.GetElapsedTime(_trainedAt.Value);
        int changed = ChangedCount();
        if (changed == 0 || since < config.RetrainMin) return null;
        if (changed >= config.RetrainShare * _rows.Count) return $"{changed} of {_rows.Count} rows changed";
        return since >= config.RetrainEvery ? $"{changed} of {_rows.Count} rows changed in {since.TotalMinutes:0} minutes" : null;
    }

    private int ChangedCount()
    {
        Dictionary<string, FleetRow> before = _trainedRows.ToDictionary(row => row.Run);
        int same = _rows.Count(row => before.TryGetValue(row.Run, out FleetRow? old) && ReferenceEquals(old, row));
        return _rows.Count - same + Math.Max(0, _trainedRows.Count - _rows.Count);
    }

    private void Train(string why)
    {
        _isTraining = true;
        _aggregator!.Tell(new AggregatorMessage.ModelsTold(null, IsTraining: true));
        IReadOnlyList<FleetRow> rows = _rows;
        FleetModels? before = _latest ?? lastTraining;
        int version = _version + 1;
        string at = Context.System.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Context.PipeToSelf(
            stop => LowPriorityWorker.Run(token => FleetStudy.Of(rows, config, before, new FleetModelsHead(version, at, why), token), stop),
            models => new ModelMessage.Trained(models, rows),
            cause => new ModelMessage.Failed(cause, rows));
    }

    private void Take(ModelMessage.Trained trained)
    {
        (_latest, _trainedRows, _trainedAt, _version) = (trained.Models, trained.Rows, Context.System.Time.GetTimestamp(), trained.Models.Version);
        _aggregator!.Tell(new AggregatorMessage.ModelsTold(trained.Models, IsTraining: false));
        try
        {
            register(trained.Models, trained.Rows);
            Conclude(null);
        }
        catch (IOException refused)
        {
            Conclude($"training {trained.Models.Version} was not kept: {refused.Message}");
        }
    }

    // What failed on these rows fails on them again: it is tried anew when enough of them have changed.
    private void Fail(ModelMessage.Failed failed)
    {
        (_trainedRows, _trainedAt) = (failed.Rows, Context.System.Time.GetTimestamp());
        _aggregator!.Tell(new AggregatorMessage.ModelsTold(null, IsTraining: false));
        Conclude($"training failed: {failed.Cause.Message}");
    }

    private void Conclude(string? note)
    {
        _isTraining = false;
        if (note is not null) _aggregator!.Tell(new AggregatorMessage.Noted(note));
        if (_finishing is not null) Finish();
    }

    private void Finish()
    {
        if (_isTraining) return; // comes here again when it is done
        bool isNeeded = _isTrainer && config.On && _rows.Count > 0 && (_latest is null || ChangedCount() > 0);
        if (isNeeded && _aggregator is not null && !_isFinal)
        {
            _isFinal = true;
            Train("the end");
        }
        else
        {
            _finishing!.TrySetResult();
        }
    }
}
