using System.Collections.Concurrent;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The latest of every watched run, for views that draw when they like. Written by one actor, read by any thread.</summary>
public sealed class Dashboard
{
    private readonly ConcurrentDictionary<string, RunView> _views = new();
    private readonly List<string> _order = [];
    private readonly TaskCompletionSource _allOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected;
    private int _lastWords;

    /// <summary>Ends when as many runs as were asked for have ended or failed, and no listener has anything more to say of them.</summary>
    public Task AllOver => _allOver.Task;

    /// <summary>In the order in which they were begun.</summary>
    public IReadOnlyList<RunView> Runs
    {
        get
        {
            lock (_order) return [.. _order.Select(name => _views.GetValueOrDefault(name)).OfType<RunView>()];
        }
    }

    /// <summary>More runs may be expected while others go on.</summary>
    /// <param name="lastWords">Listeners whose last word follows each run's end.</param>
    public void Expect(int runCount, int lastWords = 0)
    {
        _lastWords = lastWords;
        Volatile.Write(ref _expected, runCount);
        TellWhenOver();
    }

    internal void Put(RunView view)
    {
        _views[view.Setup.Name] = view with { LastWordsAwaited = _lastWords };
        lock (_order) _order.Add(view.Setup.Name);
    }

    internal void Remove(string run)
    {
        lock (_order) _order.Remove(run);
        _views.TryRemove(run, out _);
    }

    internal void Update(string run, Func<RunView, RunView> change)
    {
        if (!_views.TryGetValue(run, out RunView? view)) return; // forgotten, and this was on its way
        _views[run] = change(view);
        TellWhenOver();
    }

    private void TellWhenOver()
    {
        if (!_views.IsEmpty && _views.Count == Volatile.Read(ref _expected) && _views.Values.All(view => view is { End: not null, LastWordsAwaited: <= 0 }))
            _allOver.TrySetResult();
    }
}
