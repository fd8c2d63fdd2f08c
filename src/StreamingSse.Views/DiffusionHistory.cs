using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views;

/// <summary>How D has moved as the run went on, kept in bounded memory for any length of run.</summary>
/// <remarks>
/// When it is full every second point goes and points from then on are kept at twice the spacing, so the whole run stays covered evenly.
/// The newest point is always there. Time O(1) per point on average. Not thread-safe: one owner.
/// </remarks>
public sealed class DiffusionHistory(int capacity = 1024)
{
    private readonly List<DiffusionPoint> _points = new(capacity + 1);
    private double _spacingPs;

    public IReadOnlyList<DiffusionPoint> Points => _points;

    /// <summary>Takes D from a snapshot, where it has one.</summary>
    public void Add(RunSnapshot snapshot)
    {
        if (snapshot.Mobile is not { } mobile) return;
        var point = new DiffusionPoint(snapshot.Run.LastPs, mobile.Paper?.DA2PerPs ?? double.NaN, mobile.Fit?.DA2PerPs ?? double.NaN);
        Add(snapshot.Verdict?.Found is { } found ? point with { Estimate = found.D } : point);
    }

    public void Add(DiffusionPoint point)
    {
        if (!double.IsFinite(point.TimePs)) return;

        // Time that runs backwards means that the run was read again from an earlier frame: what lay beyond is no longer its history.
        while (_points.Count > 0 && _points[^1].TimePs >= point.TimePs) _points.RemoveAt(_points.Count - 1);
        if (_points.Count == 0) _spacingPs = 0;

        if (_points.Count >= 2 && _points[^1].TimePs - _points[^2].TimePs < _spacingPs) _points[^1] = point;
        else _points.Add(point);
        if (_points.Count > capacity) Thin();
    }

    private void Thin()
    {
        DiffusionPoint newest = _points[^1];
        int kept = 0;
        for (int i = 0; i < _points.Count - 1; i += 2) _points[kept++] = _points[i];
        _points.RemoveRange(kept, _points.Count - kept);
        _points.Add(newest);
        _spacingPs = (newest.TimePs - _points[0].TimePs) / (_points.Count - 1);
    }
}
