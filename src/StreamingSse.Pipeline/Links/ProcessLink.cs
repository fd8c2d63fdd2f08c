using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StreamingSse.Pipeline.Links;

/// <summary>The link within one process: the newest state of each run waits for its one reader.</summary>
public sealed class ProcessLink : IRunLink
{
    private readonly Dictionary<string, RunState> _waiting = [];
    private readonly Channel<string> _order = Channel.CreateUnbounded<string>(); // one entry per waiting run: as bounded as the runs are
    private bool _isClosed;

    public ValueTask PublishAsync(RunState state, CancellationToken stop)
    {
        lock (_waiting)
        {
            if (_isClosed) throw new InvalidOperationException("expected an open link, got a state after its end");
            bool isNew = !_waiting.TryGetValue(state.Run, out RunState? before);
            if (isNew || state.Stamp.Supersedes(before!.Stamp)) _waiting[state.Run] = state;
            if (isNew) _order.Writer.TryWrite(state.Run);
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing more comes: the reader ends after what waits.</summary>
    public void Close()
    {
        lock (_waiting) _isClosed = true;
        _order.Writer.TryComplete();
    }

    public async IAsyncEnumerable<RunState> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (string run in _order.Reader.ReadAllAsync(stop))
        {
            RunState? newest;
            lock (_waiting) _waiting.Remove(run, out newest);
            if (newest is not null) yield return newest;
        }
    }
}
