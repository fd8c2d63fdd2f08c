using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>What a frame's positions are.</summary>
public enum PositionKind
{
    /// <summary>Folded into the cell; how often an atom crossed it is not known.</summary>
    Wrapped,

    /// <summary>Folded into the cell, with the count of crossings per axis in <see cref="Frame.Images"/>.</summary>
    WrappedWithImages,

    /// <summary>Continuous: an atom that leaves the cell goes on.</summary>
    Unwrapped,

    /// <summary>The frame has velocities only.</summary>
    Absent,
}

/// <summary>Where a frame came from, and to which stretch of the run it belongs.</summary>
/// <param name="Segment">Index of the file in the run's chain.</param>
/// <param name="EndOffset">Bytes of that file up to and including this frame (uncompressed).</param>
/// <param name="Block">Stretch of continuous motion; a new number starts new origins, never a jump in the MSD.</param>
/// <param name="Generation">Counts how often the run was read anew from its start (file replaced or shrunk).</param>
public readonly record struct FrameOrigin(int Segment, long EndOffset, int Block, int Generation);

/// <summary>One configuration of a run, in a rented buffer.</summary>
/// <remarks>
/// Positions and velocities have the shape [atomCount, 3], row-major, Å and Å/ps. A frame is rented from a
/// <see cref="FramePool"/>, has one holder, gains others by <see cref="Retain"/>, and goes back when the last one disposes it.
/// Only the first holder writes to it, before anyone else holds it. It never leaves the process.
/// </remarks>
public sealed class Frame : IDisposable
{
    private readonly FramePool _pool;
    private readonly double[] _positionsA;
    private double[] _velocitiesAPerPs = [];
    private int[] _images = [];
    [NotState("a loaded frame has one")] private int _holders;

    internal Frame(FramePool pool, int atomCount)
    {
        _pool = pool;
        AtomCount = atomCount;
        _positionsA = new double[checked(3 * atomCount)];
    }

    public int AtomCount { get; }

    /// <summary>The engine's step number; null where the format has none.</summary>
    public long? Step { get; set; }

    /// <summary>Time since the start of the run, ps; NaN until it is known.</summary>
    public double TimePs { get; set; } = double.NaN;

    /// <summary>The cell of this moment; null where the file gives none.</summary>
    public Cell? Cell { get; set; }

    public PositionKind Kind { get; set; }

    public bool HasVelocities { get; set; }

    /// <summary>The velocities are differences of positions, not the engine's own.</summary>
    public bool HasDerivedVelocities { get; set; }

    public FrameOrigin Origin { get; set; }

    /// <summary>A snapshot of everything is due at this frame: each branch publishes after it has added it.</summary>
    public bool SnapshotDue { get; set; }

    /// <summary>A checkpoint is due at this frame: each branch saves its state after it has added it.</summary>
    public bool CheckpointDue { get; set; }

    /// <summary>Positions, shape [atomCount, 3], Å.</summary>
    public Span<double> PositionsA => _positionsA;

    /// <summary>Velocities, shape [atomCount, 3], Å/ps. Meaningful only where <see cref="HasVelocities"/>.</summary>
    public Span<double> VelocitiesAPerPs
    {
        get
        {
            if (_velocitiesAPerPs.Length == 0) _velocitiesAPerPs = new double[_positionsA.Length];
            return _velocitiesAPerPs;
        }
    }

    /// <summary>Cell crossings, shape [atomCount, 3]. Meaningful only for <see cref="PositionKind.WrappedWithImages"/>.</summary>
    public Span<int> Images
    {
        get
        {
            if (_images.Length == 0) _images = new int[_positionsA.Length];
            return _images;
        }
    }

    /// <summary>Adds a holder; each holder disposes the frame once.</summary>
    public Frame Retain()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _holders);
        if (left == 0) _pool.Return(this);
        else if (left < 0) throw new InvalidOperationException("a frame was disposed more often than it was held");
    }

    /// <summary>Takes a frame along that waits; its holder stays the same, and a loaded one has one holder.</summary>
    public static Frame? Carry(StateCarrier state, Frame? frame)
    {
        int atomCount = state.Carry(frame?.AtomCount ?? -1);
        if (atomCount < 0) return null;
        if (state.IsLoading) frame = new FramePool(atomCount).Rent();
        frame!.Carry(state);
        return frame;
    }

    private void Carry(StateCarrier state)
    {
        (Step, TimePs, Cell, Kind, Origin) = (state.Carry(Step), state.Carry(TimePs), state.Carry(Cell), state.Carry(Kind), state.Carry(Origin));
        (HasVelocities, HasDerivedVelocities) = (state.Carry(HasVelocities), state.Carry(HasDerivedVelocities));
        (SnapshotDue, CheckpointDue) = (state.Carry(SnapshotDue), state.Carry(CheckpointDue));
        state.Fill<double>(_positionsA);
        (_velocitiesAPerPs, _images) = (state.Carry(_velocitiesAPerPs), state.Carry(_images));
    }

    internal Frame Rented()
    {
        _holders = 1;
        (Step, TimePs, Cell, Kind, Origin) = (null, double.NaN, null, PositionKind.Wrapped, default);
        (HasVelocities, HasDerivedVelocities, SnapshotDue, CheckpointDue) = (false, false, false, false);
        return this;
    }
}
