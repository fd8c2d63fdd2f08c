using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Gromacs;

/// <summary>GROMACS .xtc: positions of limited precision in single-precision time, both magic numbers (1995; 2023 for more than 298 million atoms).</summary>
/// <remarks>
/// Consumes nothing of a frame that is not whole. Positions are folded per atom or by molecule, so the nearest image tells the motion. The file names
/// no atoms: every label is empty. After a damaged frame it goes on where the magic number and the number of atoms stand again.
/// </remarks>
public sealed class XtcParser : IFrameParser
{
    private const int Magic1995 = 1995, Magic2023 = 2023, MostUncompressedAtoms = 9;
    private const int PlainHeaderBytes = 56, RangeBytes = 32, MagicAndCountBytes = 8;
    private readonly byte[] _frameStart = new byte[MagicAndCountBytes];
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
        state.Fill<byte>(_frameStart);
    }

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private ParseStep ReadFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PlainHeaderBytes) return default;
        var xdr = new XdrReader(bytes);
        int magic = xdr.Int(), atomCount = xdr.Int(), step = xdr.Int();
        float timePs = xdr.Float();
        if (magic is not Magic1995 and not Magic2023) return Lose("the magic number 1995 or 2023", $"{magic}");
        if (atomCount < 1 || atomCount > TextLimits.MaxAtomCount) return Lose($"1 to {TextLimits.MaxAtomCount} atoms", $"{atomCount}");
        if (_pool is not null && _pool.AtomCount != atomCount) return Lose($"{_pool.AtomCount} atoms, as in the first frame", $"{atomCount}");
        if (!float.IsFinite(timePs)) return Lose("a time", $"{timePs}");
        if (!GromacsBox.TryRead(ref xdr, isDouble: false, out Cell? cell)) return Lose("a box with a volume, or none", "another");
        int again = xdr.Int();
        if (again != atomCount) return Lose($"{atomCount} coordinates, as at the frame's start", $"{again}");

        ParseStep read = atomCount <= MostUncompressedAtoms ? ReadPlain(bytes, ref xdr, atomCount) : ReadCompressed(bytes, ref xdr, magic, atomCount);
        if (read.Frame is not Frame frame) return read;
        if (AtomLabels.Count == 0) AtomLabels = Enumerable.Repeat("", atomCount).ToArray();
        bytes[..MagicAndCountBytes].CopyTo(_frameStart);
        (frame.Step, frame.TimePs, frame.Cell) = (step, _time.Ps(step, timePs), cell);
        frame.Kind = cell is null ? PositionKind.Unwrapped : PositionKind.Wrapped;
        return read;
    }

    private ParseStep ReadPlain(ReadOnlySpan<byte> bytes, ref XdrReader xdr, int atomCount)
    {
        int frameBytes = PlainHeaderBytes + 3 * sizeof(float) * atomCount;
        if (bytes.Length < frameBytes) return default;
        Frame frame = Rent(atomCount);
        return XdrVectors.Read(xdr.Take(frameBytes - PlainHeaderBytes), isDouble: false, frame.PositionsA)
            ? new ParseStep(frameBytes, frame, null) : Lose(frame, "finite coordinates", "others");
    }

    private ParseStep ReadCompressed(ReadOnlySpan<byte> bytes, ref XdrReader xdr, int magic, int atomCount)
    {
        int dataAt = PlainHeaderBytes + RangeBytes + (magic == Magic2023 ? sizeof(long) : sizeof(int));
        if (bytes.Length < dataAt) return default;
        float precision = xdr.Float();
        var range = new XtcRange(ref xdr);
        long dataBytes = magic == Magic2023 ? xdr.Hyper() : xdr.Int();
        if (!float.IsFinite(precision) || precision <= 0) return Lose("a precision above zero", $"{precision}");
        if (!range.IsValid) return Lose("a range of coordinates", "one that ends before it begins");
        if (dataBytes < atomCount / 4 || dataBytes > 16L * atomCount + 64) return Lose($"{atomCount / 4} to {16L * atomCount + 64} bytes of {atomCount} atoms", $"{dataBytes}");
        int frameBytes = checked(dataAt + (((int)dataBytes + 3) & ~3));
        if (bytes.Length < frameBytes) return default;

        Frame frame = Rent(atomCount);
        string? wrong = XtcCoordinates.Decode(xdr.Take((int)dataBytes), range, Units.APerNm / precision, frame.PositionsA);
        return wrong is null ? new ParseStep(frameBytes, frame, null) : Lose(frame, "compressed coordinates", wrong);
    }

    private Frame Rent(int atomCount) => (_pool ??= new FramePool(atomCount)).Rent();

    private ParseStep Lose(Frame frame, string expected, string found)
    {
        frame.Dispose();
        return Lose(expected, found);
    }

    private ParseStep Lose(string expected, string found)
    {
        _isLost = true;
        return new ParseStep(1, null, new BadInput($"byte {_offset}", expected, found));
    }

    private int Search(ReadOnlySpan<byte> bytes)
    {
        bool isCountKnown = AtomLabels.Count > 0;
        int at = isCountKnown ? bytes.IndexOf(_frameStart) : FindFirst(bytes);
        _isLost = at < 0;
        return at >= 0 ? at : Math.Max(0, bytes.Length - ((isCountKnown ? MagicAndCountBytes : PlainHeaderBytes) - 1));
    }

    // Before a first frame was read there is no number of atoms to look for; but a frame holds it twice.
    private static int FindFirst(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at + PlainHeaderBytes <= bytes.Length; at++)
        {
            int magicAt = bytes[at..].IndexOf("\0\0\u0007"u8);
            if (magicAt < 0 || (at += magicAt) + PlainHeaderBytes > bytes.Length) return -1;
            var xdr = new XdrReader(bytes[at..]);
            int magic = xdr.Int(), atomCount = xdr.Int();
            if (magic is not Magic1995 and not Magic2023 || atomCount < 1 || atomCount > TextLimits.MaxAtomCount) continue;
            xdr.Take(PlainHeaderBytes - MagicAndCountBytes - sizeof(int));
            if (xdr.Int() == atomCount) return at;
        }
        return -1;
    }
}
