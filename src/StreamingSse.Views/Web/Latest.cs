namespace StreamingSse.Views.Web;

/// <summary>The newest of a row of states, for readers that may be slower than the writer: what they miss is superseded.</summary>
/// <remarks>The writer never waits; a reader holds nothing but the number of what it saw last. Thread-safe.</remarks>
public sealed class Latest<T>
    where T : class
{
    private volatile Entry _newest = new(null, 0);

    /// <summary>Null until the first one is put.</summary>
    public T? Value => _newest.Value;

    public void Put(T value)
    {
        Entry before = _newest;
        _newest = new Entry(value, before.Number + 1);
        before.Superseded.TrySetResult();
    }

    /// <summary>The newest, once it is another than the one with <paramref name="number"/>.</summary>
    /// <param name="number">Of what the reader saw last; 0 for nothing.</param>
    public async ValueTask<(T Value, long Number)> After(long number, CancellationToken stop)
    {
        while (true)
        {
            Entry newest = _newest;
            if (newest.Number != number && newest.Value is { } value) return (value, newest.Number);
            await newest.Superseded.Task.WaitAsync(stop);
        }
    }

    /// <summary>The same; null when none came for so long.</summary>
    public async ValueTask<(T? Value, long Number)> AfterOrPause(long number, TimeSpan pause, CancellationToken stop)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waited.CancelAfter(pause);
        try
        {
            return await After(number, waited.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, number);
        }
    }

    private sealed record Entry(T? Value, long Number)
    {
        public TaskCompletionSource Superseded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
