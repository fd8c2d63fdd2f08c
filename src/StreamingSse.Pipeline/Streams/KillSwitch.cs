namespace StreamingSse.Pipeline.Streams;

/// <summary>Ends a graph from outside, at the place where its <see cref="Flow{T}"/> stands.</summary>
/// <remarks>
/// What has passed the switch is handled to the end; what has not yet passed it is dropped and counted, and the source is cancelled.
/// The first call decides. One switch may stand in several graphs.
/// </remarks>
#pragma warning disable CA1001 // a token source without a timer or a link holds nothing that needs disposing
public sealed class KillSwitch
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _pulled = new();
    private Exception? _failure;
    private int _decided;

    /// <summary>Completes the graph as if its source had ended here.</summary>
    public void Shutdown() => Pull(null);

    /// <summary>Fails the graph.</summary>
    public void Abort(Exception failure) => Pull(failure);

    /// <summary>The switch as a stage.</summary>
    public Flow<T, T> Flow<T>() => new(source => new Source<T>((run, stop) => Guard(source, run, stop), source.Lease));

    private void Pull(Exception? failure)
    {
        if (Interlocked.Exchange(ref _decided, 1) != 0) return;
        _failure = failure;
        _pulled.Cancel();
    }

    private async IAsyncEnumerator<T> Guard<T>(Source<T> source, RunningGraph run, CancellationToken stop)
    {
        using var upstream = CancellationTokenSource.CreateLinkedTokenSource(stop, _pulled.Token);
        await using IAsyncEnumerator<T> input = source.Open(run, upstream.Token);
        while (true)
        {
            try
            {
                if (!await input.MoveNextAsync()) yield break;
            }
            catch (OperationCanceledException) when (_pulled.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                break;
            }
            yield return input.Current;
        }
        if (_failure is not null) throw _failure;
    }
}
