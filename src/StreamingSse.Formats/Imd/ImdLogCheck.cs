namespace StreamingSse.Formats.Imd;

/// <summary>Compares the number of frames with the steps in the engine's log: LAMMPS drops frames without a word, and numbers none.</summary>
/// <remarks>
/// Frame i shows step s + i·rate. Whenever the log has grown to step L, the last of the c frames received by then is that of a step in (L − rate, L + T], T
/// being the log's own interval, so that s lies in a known range; while no frame is lost all these ranges have a step in common. Where the
/// newest does not meet the others, as many frames are missing as it lies above them. What is lost shows within about one line of the log.
/// </remarks>
internal sealed class ImdLogCheck(string path, int stepsPerFrame, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly ImdLogSteps _log = new(path);
    private long _lookedAt, _lastStep = -1, _countBefore, _toldCount;
    private double _firstStep = double.NaN, _low = double.NegativeInfinity, _high = double.PositiveInfinity;

    /// <param name="count">Frames received.</param>
    /// <param name="isUpToDate">All that was sent has been received and analysed.</param>
    /// <returns>Null where nothing is known to be missing.</returns>
    public (long Count, string Reason)? FindLoss(long count, bool isUpToDate)
    {
        if (clock.GetElapsedTime(_lookedAt) < Every) return null;
        _lookedAt = clock.GetTimestamp();
        long? step = _log.ReadLatest();
        if (!isUpToDate) return null;
        (long before, _countBefore) = (_countBefore, count);
        if (step is not long latest || latest == _lastStep || count == 0 || before == 0) return null;
        _lastStep = latest;
        return Compare(latest, before, count);
    }

    private (long Count, string Reason)? Compare(long step, long before, long count)
    {
        double low = step - (double)stepsPerFrame * count, high = step + _log.Interval - (double)stepsPerFrame * (before - 1);
        if (low <= _high + stepsPerFrame && high >= _low - stepsPerFrame)
        {
            (_low, _high) = (Math.Max(_low, low), Math.Min(_high, high));
            return null;
        }
        if (double.IsNaN(_firstStep)) _firstStep = (_low + _high) / 2;
        (_low, _high) = (low, high);
        long lostInAll = (long)Math.Round(((low + high) / 2 - _firstStep) / stepsPerFrame), lost = lostInAll - _toldCount;
        if (lost < 1) return null; // the log was begun anew
        _toldCount = lostInAll;
        return (lost, $"{Path.GetFileName(path)} is at step {step}: about {lost} frames more were due than came");
    }
}
