using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Imd;

/// <summary>Compares the number of frames with the steps in the engine's log: LAMMPS drops frames without a word, and numbers none.</summary>
/// <remarks>
/// Frame i shows step s + i·rate. A step L that is new in the log was written between two looks at it: the last of the c frames received by then is that of a step in
/// (L − rate, L + T], T being the log's own interval, so that s lies in a known range; while no frame is lost all these ranges have a step in common. Where the
/// newest does not meet the others, as many frames are missing as it lies above them. What is lost shows within about one line of the log; looks that lie
/// far apart, as around a standstill of this program, are not compared, for what came between them says too little.
/// </remarks>
/// <param name="path">Null where no log was named: nothing is compared, and what is known from an earlier watch stays.</param>
internal sealed class ImdLogCheck(string? path, int stepsPerFrame, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), FarApart = TimeSpan.FromSeconds(3);
    private readonly ImdLogSteps? _log = path is null ? null : new ImdLogSteps(path);
    [NotState("of one watch")] private (long At, long Count) _before, _now;
    [NotState("of one watch")] private long? _newStep;
    [NotState("of one watch")] private long _lastStep = -1;
    private long _earlierCount, _toldCount;
    private double _firstStep = double.NaN, _low = double.NegativeInfinity, _high = double.PositiveInfinity;

    /// <param name="count">Frames received by this watch.</param>
    /// <param name="emptiedAt">When nothing waited in the socket, a timestamp of the clock.</param>
    /// <returns>Null where nothing is known to be missing.</returns>
    public (long Count, string Reason)? FindLoss(long count, long emptiedAt)
    {
        if (_log is null) return null;
        if (_newStep is null && clock.GetElapsedTime(_now.At) >= Every) Look(count);
        if (_newStep is not long step || emptiedAt < _now.At) return null; // frames from before that step may still be on their way
        _newStep = null;
        if (clock.GetElapsedTime(_before.At) <= FarApart) return _before.Count > 0 ? Compare(step, _earlierCount + _before.Count, _earlierCount + count) : null;
        Look(count);
        _newStep = null;
        return null;
    }

    /// <param name="takenCount">Frames received up to the one behind which the state is saved, those of earlier watches included.</param>
    public void Carry(StateCarrier state, long takenCount)
    {
        takenCount = state.Carry(takenCount);
        if (state.IsLoading) _earlierCount = takenCount;
        (_toldCount, _firstStep, _low, _high) = (state.Carry(_toldCount), state.Carry(_firstStep), state.Carry(_low), state.Carry(_high));
    }

    private void Look(long count)
    {
        (_before, _now) = (_now, (clock.GetTimestamp(), count));
        _newStep = _log!.ReadLatest() is long step && step != _lastStep ? step : null;
        _lastStep = _newStep ?? _lastStep;
    }

    private (long Count, string Reason)? Compare(long step, long before, long count)
    {
        double low = step - (double)stepsPerFrame * count, high = step + _log!.Interval - (double)stepsPerFrame * (before - 1);
        if (low <= _high + stepsPerFrame && high >= _low - stepsPerFrame)
        {
            (_low, _high) = (Math.Max(_low, low), Math.Min(_high, high));
            return null;
        }
        if (double.IsNaN(_firstStep)) _firstStep = (_low + _high) / 2;
        (_low, _high) = (low, high);
        long lostInAll = (long)Math.Round(((low + high) / 2 - _firstStep) / stepsPerFrame), lost = lostInAll - _toldCount;
        if (lost < 1)
        {
            (_firstStep, _toldCount) = (double.NaN, 0); // the log was begun anew
            return null;
        }
        _toldCount = lostInAll;
        return (lost, $"{Path.GetFileName(path)} is at step {step}: about {lost} frames more were due than came");
    }
}
