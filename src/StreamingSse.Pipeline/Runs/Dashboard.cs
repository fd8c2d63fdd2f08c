using System.Collections.Concurrent;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The latest of every watched run, for views that draw when they like. Written by one actor, read by any thread.</summary>
public sealed class Dashboard
{
    private readonly ConcurrentDictionary<string, RunView> _views = new();
    private readonly List<string> _order = [];
    private readonly TaskCompletionSource _allOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected;

    /// <summary>Ends when as many runs as were asked for have ended or failed.</summary>
    public Task AllOver => _allOver.Task;

    /// <summary>In the order in which they were begun.</summary>
    public IReadOnlyList<RunView> Runs
    {
        get
        {
            lock (_order) return [.. _order.Select(name => _views[name])];
        }
    }

    public void Expect(int runCount) => _expected = runCount;

    internal void Put(RunView view)
    {
        _views[view.Setup.Name] = view;
        lock (_order) _order.Add(view.Setup.Name);
    }

    internal void Update(string run, Func<RunView, RunView> change)
    {
        _views[run] = change(_views[run]);
        if (_views.Count == _expected && _views.Values.All(view => view.End is not null)) _allOver.TrySetResult();
    }
}
