using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>Local diffusivities of the mobile ions on a ladder of lags: all that the verdict needs of a run, in bounded memory.</summary>
/// <remarks>
/// Feed it every frame; it keeps every frame nearest to a grid of about 0.5 ps (thins, never averages: averaged positions bias MSD slopes
/// by up to −23 %) and looks at lags of 1 to 1024 grid intervals. Positions: shape [ionCount, 3], Å, unwrapped, minus the
/// displacement of the framework. Memory about 3 kB + 240 bytes per ion and level, 1.5 MB at 200 ions, whatever the run's length. Time
/// 8.5·25·ionCount flops per kept frame. Not thread-safe: one actor owns it.
/// </remarks>
public sealed class LocalDiffusivityLevels
{
    // A frame belongs to a grid point when it is nearer to it than any other frame is, and nearer than this part of the grid's interval.
    private const double GridTolerance = 0.1;
    private const double NearestFrame = 0.45;

    private readonly DiffusivityLevel[] _levels;
    private readonly PositionRing[] _rings;
    [NotState("of the frame at hand")] private readonly float[] _byAxisA;
    private readonly double[] _firstA;
    private readonly int _paddedIons;
    private readonly double _tolerance;
    private double _lastPs;
    private long _framesInBlock;

    /// <param name="framePs">Interval between the frames of the trajectory, ps; sets the thinning once and for all.</param>
    public LocalDiffusivityLevels(int ionCount, double framePs)
    {
        if (ionCount < 1) throw new ArgumentOutOfRangeException(nameof(ionCount), ionCount, "expected at least one mobile ion");
        if (!(framePs > 0 && double.IsFinite(framePs)))
            throw new ArgumentOutOfRangeException(nameof(framePs), framePs, "expected a positive interval between frames, ps");

        IonCount = ionCount;
        BaseLagPs = framePs * LevelLags.ThinningOf(framePs);
        _tolerance = Math.Min(GridTolerance, NearestFrame / LevelLags.ThinningOf(framePs));
        _paddedIons = (ionCount + LocalDiffusivity.Lanes - 1) / LocalDiffusivity.Lanes * LocalDiffusivity.Lanes;
        Hops = new IonHops(ionCount);
        _byAxisA = new float[checked(3 * _paddedIons)];
        _firstA = new double[3 * ionCount];
        int[] multiples = LevelLags.Multiples.ToArray();
        _rings = [.. multiples.GroupBy(LevelLags.StrideOf).Select(g => new PositionRing(g.Key, 2 * g.Max() / g.Key + 1, _paddedIons))];
        _levels = [.. multiples.Select(m =>
            new DiffusivityLevel(m, BaseLagPs, Array.Find(_rings, r => r.Stride == LevelLags.StrideOf(m))!, ionCount, _paddedIons))];
    }

    public int IonCount { get; }

    /// <summary>Hops of single ions on the same grid of frames.</summary>
    public IonHops Hops { get; }

    /// <summary>Interval of the grid that frames are thinned to, ps.</summary>
    public double BaseLagPs { get; }

    /// <summary>Frames on the grid so far, over all blocks.</summary>
    public long GridFrameCount { get; private set; }

    /// <summary>Grid intervals per time bin.</summary>
    public long BinWidth { get; private set; } = 1;

    /// <summary>Stretches of continuous motion so far.</summary>
    public int BlockCount { get; private set; }

    /// <summary>Time that the run has been watched, ps: grid intervals of all blocks, without the gaps between them.</summary>
    public double CoveredPs => (GridFrameCount - BlockCount) * BaseLagPs;

    /// <summary>Ascending in lag; those without origins yet have a count of zero.</summary>
    public IReadOnlyList<DiffusivityLevel> Levels => _levels;

    /// <summary>Ends the stretch of continuous motion: no pair of frames is taken across this moment.</summary>
    public void BeginBlock()
    {
        _framesInBlock = 0;
        Hops.BeginBlock();
        foreach (PositionRing ring in _rings) ring.Clear();
    }

    /// <summary>Adds a frame. True when it lay on the grid and was kept.</summary>
    /// <param name="timePs">Time in the run, ps; a gap begins a new block by itself, a repeat or a frame off the grid is left out.</param>
    /// <param name="positionsA">Shape [ionCount, 3], Å.</param>
    public bool Add(double timePs, ReadOnlySpan<double> positionsA)
    {
        if (positionsA.Length != 3 * IonCount)
            throw new ArgumentException($"expected {3 * IonCount} coordinates, got {positionsA.Length}", nameof(positionsA));

        // Counted from the last kept frame, so that a spacing stated a little wrong never adds up.
        double intervals = (timePs - _lastPs) / BaseLagPs;
        if (_framesInBlock > 0 && intervals < 1 - _tolerance) return false;
        if (_framesInBlock > 0 && intervals > 1 + _tolerance)
        {
            if (intervals < 2 - _tolerance) return false;
            BeginBlock();
        }
        if (_framesInBlock == 0) StartAt(positionsA);
        _lastPs = timePs;
        Keep(positionsA);
        return true;
    }

    public void Carry(StateCarrier state)
    {
        (GridFrameCount, BinWidth, BlockCount) = (state.Carry(GridFrameCount), state.Carry(BinWidth), state.Carry(BlockCount));
        (_lastPs, _framesInBlock) = (state.Carry(_lastPs), state.Carry(_framesInBlock));
        state.Fill<double>(_firstA);
        foreach (PositionRing ring in _rings) ring.Carry(state);
        foreach (DiffusivityLevel level in _levels) level.Carry(state);
        Hops.Carry(state);
    }

    private void StartAt(ReadOnlySpan<double> positionsA)
    {
        positionsA.CopyTo(_firstA);
        BlockCount++;
    }

    private void Keep(ReadOnlySpan<double> positionsA)
    {
        if (GridFrameCount / BinWidth >= DiffusivityLevel.BinCount)
        {
            foreach (DiffusivityLevel level in _levels) level.MergeBins();
            BinWidth *= 2;
        }
        Span<double> sumA = stackalloc double[3];
        Transpose(positionsA, sumA);
        foreach (PositionRing ring in _rings)
        {
            if (_framesInBlock % ring.Stride == 0) ring.Push(_byAxisA, sumA);
        }
        foreach (DiffusivityLevel level in _levels)
        {
            if (_framesInBlock % LevelLags.StrideOf(level.Multiple) == 0) level.Add(GridFrameCount, BinWidth);
        }
        Hops.Add(_byAxisA, _paddedIons, GridFrameCount);
        _framesInBlock++;
        GridFrameCount++;
    }

    private void Transpose(ReadOnlySpan<double> positionsA, Span<double> sumA)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            Span<float> out1 = _byAxisA.AsSpan(axis * _paddedIons, IonCount);
            double sum = 0;
            for (int i = 0; i < out1.Length; i++)
            {
                double d = positionsA[3 * i + axis] - _firstA[3 * i + axis];
                out1[i] = (float)d;
                sum += d;
            }
            sumA[axis] = sum;
        }
    }
}
