using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Watching;

/// <summary>Says when the view is worth drawing: when something came, or a second has passed; and never for more than a tenth of the time.</summary>
internal sealed class DrawPace(TimeSpan refresh, TimeProvider clock)
{
    private const double Share = 0.1;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private long _drawnAt;
    private TimeSpan _pause = TimeSpan.Zero;
    private long _seen = -1;

    public bool IsDue(IReadOnlyList<RunView> views)
    {
        if (_drawnAt != 0 && clock.GetElapsedTime(_drawnAt) < _pause) return false;
        long seen = Signature(views);
        if (seen == _seen && clock.GetElapsedTime(_drawnAt) < Heartbeat) return false;
        _seen = seen;
        return true;
    }

    public void Draw(Action draw)
    {
        long began = clock.GetTimestamp();
        draw();
        _drawnAt = clock.GetTimestamp();
        TimeSpan affordable = clock.GetElapsedTime(began, _drawnAt) / Share;
        _pause = affordable > refresh ? affordable : refresh;
    }

    // Frames, snapshots and events only ever grow in number, so their counts tell whether anything came.
    private static long Signature(IReadOnlyList<RunView> views)
    {
        long seen = views.Count;
        foreach (RunView view in views)
            seen += view.Counters.FrameCount + 31 * (view.Latest?.Snapshot.FrameCount ?? 0) + 1009 * (view.Events.Count + view.Notices.Count + view.Alarms.Count) + (view.End is null ? 0 : 1);
        return seen;
    }
}
