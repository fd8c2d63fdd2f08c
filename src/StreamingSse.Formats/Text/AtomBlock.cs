using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Text;

/// <summary>The atoms of a frame, from their lines to the rented frame; what every text format has in common.</summary>
/// <remarks>Lines are staged here, and a frame is rented only when the last of them was good: a half-read frame holds no buffer of the
/// pool.</remarks>
internal sealed class AtomBlock
{
    [NotState("the rows of a frame that is being read")] private readonly AtomRows _rows = new();
    private readonly AtomOrder _order = new();
    private FramePool? _pool;

    public IReadOnlyList<string> Labels => _order.Labels;

    /// <summary>Atoms of every frame; 0 before the first.</summary>
    public int AtomCount => _order.AtomCount;

    /// <summary>Rows of this frame that were read.</summary>
    public int RowCount => _rows.Count;

    public bool IsComplete => _rows.Count == _rows.Wanted;

    /// <summary>Masses as written, in the order of the lines; empty where the file has none.</summary>
    public ReadOnlySpan<double> MassesAmu => _rows.Masses;

    /// <summary>Place in the frame of each line; empty where they are the same.</summary>
    public ReadOnlySpan<int> SlotOfRow => _order.SlotOfRow;

    /// <summary>Says why a number of atoms cannot be, before anything is read or taken.</summary>
    public BadInput? CheckCount(long atomCount, long lineNumber)
    {
        if (atomCount is < 1 or > TextLimits.MaxAtomCount)
            return new BadInput($"line {lineNumber}", $"1 to {TextLimits.MaxAtomCount} atoms", $"{atomCount}");
        return AtomCount == 0 || atomCount == AtomCount
            ? null : new BadInput($"line {lineNumber}", $"{AtomCount} atoms, as in the first frame", $"{atomCount}");
    }

    public void Begin(AtomColumns columns, int atomCount, long firstLine) => _rows.Begin(columns, atomCount, firstLine);

    public BadInput? Read(ref TextLines text) => _rows.Read(ref text);

    /// <summary>Turns the staged rows into a frame.</summary>
    /// <param name="scaled">The cell in which positions are fractions; null where they are lengths.</param>
    /// <param name="fold">Fractions are brought into [0, 1).</param>
    /// <param name="lengthA">The file's unit of length, Å.</param>
    /// <param name="velocityAPerPs">The file's unit of velocity, Å/ps.</param>
    public Frame? Finish(PositionKind kind, Cell? scaled, bool fold, double lengthA, double velocityAPerPs, out BadInput? bad)
    {
        bad = _order.Accept(_rows);
        if (bad is not null) return null;
        _pool ??= new FramePool(_rows.Count);
        Frame frame = _pool.Rent();
        ReadOnlySpan<int> slots = _order.SlotOfRow;
        frame.Kind = kind;
        if (scaled is { } cell) RowPlacement.Fractions(_rows.Positions, slots, cell, fold, frame.PositionsA);
        else RowPlacement.Vectors(_rows.Positions, slots, lengthA, frame.PositionsA);
        if (kind == PositionKind.WrappedWithImages) RowPlacement.Images(_rows.Images, slots, frame.Images);
        frame.HasVelocities = !_rows.Velocities.IsEmpty;
        if (frame.HasVelocities) RowPlacement.Vectors(_rows.Velocities, slots, velocityAPerPs, frame.VelocitiesAPerPs);
        return frame;
    }

    /// <summary>Takes along who the atoms are; between frames there is nothing else.</summary>
    public void Carry(StateCarrier state)
    {
        _order.Carry(state);
        _pool = FramePool.Carry(state, _pool);
    }
}
