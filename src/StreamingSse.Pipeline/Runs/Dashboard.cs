using System.Collections.Concurrent;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The latest of every watched run, for views that draw when they like. Written by one actor, read by any thread.</summary>
public sealed class Dashboard
{
    private readonly ConcurrentDictionary<string, RunView> _views = new();
    private readonly List<string> _order = [];
    private readonly TaskCompletionSource _allOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected;
    private bool _hasStops;

    /// <summary>Ends when as many runs as were asked for have ended or failed, and nothing more is to be said of stopping them.</summary>
    public Task AllOver => _allOver.Task;

    /// <summary>In the order in which they were begun.</summary>
    public IReadOnlyList<RunView> Runs
    {
        get
        {
            lock (_order) return [.. _order.Select(name => _views[name])];
        }
    }

    /// <param name="hasStops">True where each run's end is followed by a last word on stopping it.</param>
    public void Expect(int runCount, bool hasStops = false) => (_expected, _hasStops) = (runCount, hasStops);

    internal void Put(RunView view)
    {
        _views[view.Setup.Name] = view with { IsStopConcluded = !_hasStops };
        lock (_order) _order.Add(view.Setup.Name);
    }

    internal void Update(string run, Func<RunView, RunView> change)
    {
        _views[run] = change(_views[run]);
        if (_views.Count == _expected && _views.Values.All(view => view is { End: not null, IsStopConcluded: true })) _allOver.TrySetResult();
    }
}
