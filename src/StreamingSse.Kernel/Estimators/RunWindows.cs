using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Estimators;

/// <summary>Cuts a run of any length into 8 to 16 equal consecutive stretches, each with its own MSD slope and temperature.</summary>
/// <remarks>
/// The mobile ions' positions are kept at marks, four intervals q to a stretch; when 16 stretches are full every other mark goes and q
/// doubles, so that the rows depend on the frames alone, not on when they were asked for. Slope = [MSD(2q) − MSD(q)]/q over the marks
/// within the stretch: the ions' rattle, the same at both lags, cancels. The slope is 6D where ions forget within q, above it where
/// they still jump back. Its relative error is near √(1/N) for N independent ions. Steady state allocates nothing.
/// Memory 1560 bytes per mobile ion. Cost O(1) per frame, O(ions) per mark.
/// </remarks>
public sealed class RunWindows
{
    private const int IntervalsPerStretch = 4;
    private const int IntervalCapacity = 16 * IntervalsPerStretch;

    private readonly int[] _ions;
    private readonly double[][] _marksA;                                  // positions at marks, [ions, 3] each
    private readonly int[] _markBlocks = new int[IntervalCapacity + 1];
    private readonly double[] _markPs = new double[IntervalCapacity + 1];
    private readonly double[] _sumK = new double[IntervalCapacity];       // Σ temperature over the frames of an interval
    private readonly long[] _countK = new long[IntervalCapacity];
    private long _framesPerInterval = 1;
    private long _frameCount;
    private int _block;

    /// <param name="mobileIons">The atoms that diffuse; where there are none slopes are NaN.</param>
    public RunWindows(IReadOnlyList<int> mobileIons)
    {
        _ions = [.. mobileIons];
        _marksA = [.. Enumerable.Range(0, IntervalCapacity + 1).Select(_ => new double[3 * _ions.Length])];
    }

    /// <summary>What comes next does not continue the motion so far: no displacement is taken across.</summary>
    public void BeginBlock() => _block++;

    /// <param name="positionsA">Unwrapped, free of drift, shape [atomCount, 3], Å.</param>
    /// <param name="kineticK">Temperature of all atoms in this frame, K; NaN where it is not known.</param>
    public void Add(double timePs, ReadOnlySpan<double> positionsA, double kineticK)
    {
        long interval = _frameCount / _framesPerInterval;
        if (_frameCount % _framesPerInterval == 0)
        {
            PutMark((int)interval, timePs, positionsA);
            if (interval == IntervalCapacity)
            {
                Halve();
                interval = _frameCount / _framesPerInterval;
            }
        }
        if (!double.IsNaN(kineticK))
        {
            _sumK[interval] += kineticK;
            _countK[interval]++;
        }
        _frameCount++;
    }

    /// <summary>The stretches that are full, oldest first; none before the first five frames.</summary>
    public WindowRow[] Rows()
    {
        long lastMark = _frameCount == 0 ? 0 : (_frameCount - 1) / _framesPerInterval;
        return [.. Enumerable.Range(0, (int)(lastMark / IntervalsPerStretch)).Select(Row)];
    }

    public void Carry(StateCarrier state)
    {
        (_framesPerInterval, _frameCount, _block) = (state.Carry(_framesPerInterval), state.Carry(_frameCount), state.Carry(_block));
        foreach (double[] markA in _marksA) state.Fill<double>(markA);
        state.Fill<int>(_markBlocks);
        state.Fill<double>(_markPs);
        state.Fill<double>(_sumK);
        state.Fill<long>(_countK);
    }

    private WindowRow Row(int stretch)
    {
        int first = stretch * IntervalsPerStretch, last = first + IntervalsPerStretch;
        long count = _countK.AsSpan(first, IntervalsPerStretch).ToArray().Sum();
        double sumK = _sumK.AsSpan(first, IntervalsPerStretch).ToArray().Sum();
        double intervalPs = (_markPs[last] - _markPs[first]) / IntervalsPerStretch;
        double slope = (MsdA2(first, last, 2) - MsdA2(first, last, 1)) / intervalPs;
        return new WindowRow(_markPs[first], _markPs[last], slope, count > 0 ? sumK / count : double.NaN);
    }

    /// <summary>Mean over ions and origins of the squared displacement between marks; NaN where no pair lies within one block.</summary>
    private double MsdA2(int first, int last, int lag)
    {
        double sumA2 = 0;
        int pairs = 0;
        for (int k = first; k + lag <= last; k++)
        {
            if (_markBlocks[k] != _markBlocks[k + lag]) continue;
            for (int c = 0; c < _marksA[k].Length; c++)
            {
                double d = _marksA[k + lag][c] - _marksA[k][c];
                sumA2 += d * d;
            }
            pairs++;
        }
        return pairs == 0 || _ions.Length == 0 ? double.NaN : sumA2 / (pairs * (double)_ions.Length);
    }

    private void PutMark(int mark, double timePs, ReadOnlySpan<double> positionsA)
    {
        (_markPs[mark], _markBlocks[mark]) = (timePs, _block);
        for (int k = 0; k < _ions.Length; k++) positionsA.Slice(3 * _ions[k], 3).CopyTo(_marksA[mark].AsSpan(3 * k));
    }

    private void Halve()
    {
        for (int mark = 0; mark <= IntervalCapacity / 2; mark++)
        {
            (_marksA[mark], _marksA[2 * mark]) = (_marksA[2 * mark], _marksA[mark]);
            (_markPs[mark], _markBlocks[mark]) = (_markPs[2 * mark], _markBlocks[2 * mark]);
        }
        for (int interval = 0; interval < IntervalCapacity / 2; interval++)
        {
            _sumK[interval] = _sumK[2 * interval] + _sumK[2 * interval + 1];
            _countK[interval] = _countK[2 * interval] + _countK[2 * interval + 1];
        }
        Array.Clear(_sumK, IntervalCapacity / 2, IntervalCapacity / 2);
        Array.Clear(_countK, IntervalCapacity / 2, IntervalCapacity / 2);
        _framesPerInterval *= 2;
    }
}
