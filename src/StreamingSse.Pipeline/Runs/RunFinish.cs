using System.Collections.Concurrent;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The wish that one run, or every run, be read to the end of what its files hold by now. Thread-safe.</summary>
public sealed class RunFinish : IDisposable
{
    private readonly CancellationTokenSource _all = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _runs = new();

    /// <summary>Set when every run was asked to finish.</summary>
    public CancellationToken AllAsked => _all.Token;

    public CancellationToken TokenOf(string run) => SourceOf(run).Token;

    public void Finish(string run) => SourceOf(run).Cancel();

    public void FinishAll() => _all.Cancel();

    public void Dispose()
    {
        foreach (CancellationTokenSource run in _runs.Values) run.Dispose();
        _all.Dispose();
    }

    private CancellationTokenSource SourceOf(string run) => _runs.GetOrAdd(run, _ => CancellationTokenSource.CreateLinkedTokenSource(_all.Token));
}
