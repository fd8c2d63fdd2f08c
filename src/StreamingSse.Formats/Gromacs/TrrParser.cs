using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Gromacs;

/// <summary>GROMACS .trr: positions and velocities of full precision, single or double.</summary>
/// <remarks>
/// Consumes nothing of a frame that is not whole. A frame of forces only is passed over; one of velocities only has no positions. The file names no
/// atoms: every label is empty. Where a header is damaged it goes on at the next one.
/// </remarks>
public sealed class TrrParser : IFrameParser
{
    private readonly GromacsTime _time = new();
    private FramePool? _pool;
    private long _offset;
    private bool _isLost;

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        int skipped = _isLost ? Search(lines) : 0;
        ParseStep step = _isLost || skipped > 0 ? new ParseStep(skipped, null, null) : ReadFrame(lines);
        _offset += step.ConsumedBytes;
        return step;
    }

    public void Restart()
    {
        (_offset, _isLost) = (0, false);
        _time.Restart();
    }

    public void Carry(StateCarrier state)
    {
        (_offset, _isLost, AtomLabels) = (state.Carry(_offset), state.Carry(_isLost), state.Carry(AtomLabels));
        _pool = FramePool.Carry(state, _pool);
        _time.Carry(state);
    }

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private ParseStep ReadFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < TrrHeader.MostBytes) return default; // no frame is shorter: its header is followed by a box or by vectors
        var xdr = new XdrReader(bytes);
        if (TrrHeader.Read(ref xdr, out TrrHeader header) is var (expected, found)) return Lose(expected, found);
        if (_pool is not null && _pool.AtomCount != header.AtomCount) return Lose($"{_pool.AtomCount} atoms, as in the first frame", $"{header.AtomCount}");
        int frameBytes = checked((int)(xdr.Position + header.BodyBytes));
        if (bytes.Length < frameBytes) return default;

        Cell? cell = null;
        if (header.HasBox && !GromacsBox.TryRead(ref xdr, header.IsDouble, out cell)) return Lose("a box with a volume, or none", "another");
        xdr.Take(header.TensorBytes);
        if (!header.HasPositions && !header.HasVelocities) return new ParseStep(frameBytes, null, null);
        _pool ??= new FramePool(header.AtomCount);
        if (AtomLabels.Count == 0) AtomLabels = Enumerable.Repeat("", header.AtomCount).ToArray();
        Frame frame = _pool.Rent();
        frame.Kind = !header.HasPositions ? PositionKind.Absent : cell is null ? PositionKind.Unwrapped : PositionKind.Wrapped;
        (frame.Step, frame.Cell, frame.HasVelocities) = (header.Step, cell, header.HasVelocities);
        frame.TimePs = header.IsDouble ? header.TimePs : _time.Ps(header.Step, (float)header.TimePs);
        bool isFinite = !header.HasPositions || XdrVectors.Read(xdr.Take(header.VectorBytes), header.IsDouble, frame.PositionsA);
        if (header.HasVelocities) isFinite &= XdrVectors.Read(xdr.Take(header.VectorBytes), header.IsDouble, frame.VelocitiesAPerPs);
        if (isFinite) return new ParseStep(frameBytes, frame, null);
        frame.Dispose();
        return new ParseStep(frameBytes, null, new BadInput($"byte {_offset}", "finite positions and velocities", "others"));
    }

    private ParseStep Lose(string expected, string found)
    {
        _isLost = true;
        return new ParseStep(1, null, new BadInput($"byte {_offset}", expected, found));
    }

    /// <returns>Bytes before the next header, or those that hold none.</returns>
    private int Search(ReadOnlySpan<byte> bytes)
    {
        int at = bytes.IndexOf(TrrHeader.Start);
        _isLost = at < 0;
        return at >= 0 ? at : Math.Max(0, bytes.Length - (TrrHeader.Start.Length - 1));
    }
}
