using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Dcd;

/// <summary>DCD of CHARMM, NAMD and LAMMPS: positions of single precision in Å, both byte orders, a cell per frame or none.</summary>
/// <remarks>
/// Consumes nothing of a frame that is not whole. Steps are counted from the header's first step and stride; its time step has a unit that depends on
/// the writer, and is not used. The file names no atoms: every label is empty. Refused: fixed atoms, velocities, markers of 64 bits.
/// </remarks>
public sealed class DcdParser : IFrameParser
{
    private DcdHeader? _header;
    private FramePool? _pool;
    private long _offset, _frameIndex;
    private bool _isRefused;

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        ParseStep step = _isRefused ? new ParseStep(lines.Length, null, null) : _header is { } header ? ReadFrame(lines, header) : ReadHeader(lines);
        _offset += step.ConsumedBytes;
        return step;
    }

    public void Restart() => (_header, _offset, _frameIndex, _isRefused) = (null, 0, 0, false);

    public void Carry(StateCarrier state)
    {
        (_header, _offset, _frameIndex) = (state.Carry(_header), state.Carry(_offset), state.Carry(_frameIndex));
        (_isRefused, AtomLabels) = (state.Carry(_isRefused), state.Carry(AtomLabels));
        _pool = FramePool.Carry(state, _pool);
    }

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private ParseStep ReadHeader(ReadOnlySpan<byte> bytes)
    {
        (DcdHeader? header, BadInput? bad) = DcdHeader.Read(bytes);
        if (header is { AtomCount: var atomCount } && _pool is not null && _pool.AtomCount != atomCount)
            bad = new BadInput("byte 0", $"{_pool.AtomCount} atoms, as in the first file", $"{atomCount}");
        if (bad is not null)
        {
            _isRefused = true;
            return new ParseStep(bytes.Length, null, bad);
        }
        _header = header;
        return new ParseStep(header?.ByteCount ?? 0, null, null);
    }

    private ParseStep ReadFrame(ReadOnlySpan<byte> bytes, DcdHeader header)
    {
        if (bytes.Length < header.FrameBytes) return default;
        int frameBytes = (int)header.FrameBytes, axisBytes = sizeof(float) * header.AtomCount, at = 0;
        long step = header.FirstStep + _frameIndex++ * header.StepStride;
        Cell? cell = null;
        if (header.HasCells)
        {
            if (!IsRecord(bytes, ref at, DcdCell.Bytes, header.IsBigEndian, out ReadOnlySpan<byte> six)) return Reject(frameBytes, "a cell of 48 bytes between its markers");
            if (!TryCell(six, header.IsBigEndian, out cell)) return Reject(frameBytes, "a cell with a volume, or none");
        }
        if (!IsRecord(bytes, ref at, axisBytes, header.IsBigEndian, out ReadOnlySpan<byte> x) || !IsRecord(bytes, ref at, axisBytes, header.IsBigEndian, out ReadOnlySpan<byte> y)
            || !IsRecord(bytes, ref at, axisBytes, header.IsBigEndian, out ReadOnlySpan<byte> z))
            return Reject(frameBytes, $"three records of {axisBytes} bytes between their markers");

        _pool ??= new FramePool(header.AtomCount);
        if (AtomLabels.Count == 0) AtomLabels = [.. Enumerable.Repeat("", header.AtomCount)];
        Frame frame = _pool.Rent();
        frame.Cell = cell;
        frame.Kind = cell is null ? PositionKind.Unwrapped : PositionKind.Wrapped;
        if (header.StepStride > 0) frame.Step = step;
        if (Interleave(x, y, z, header.IsBigEndian, frame.PositionsA)) return new ParseStep(frameBytes, frame, null);
        frame.Dispose();
        return Reject(frameBytes, "finite positions");
    }

    private ParseStep Reject(int frameBytes, string expected) => new(frameBytes, null, new BadInput($"byte {_offset}", expected, "others"));

    private static bool IsRecord(ReadOnlySpan<byte> bytes, ref int at, int size, bool isBig, out ReadOnlySpan<byte> record)
    {
        record = bytes.Slice(at + sizeof(int), size);
        int marker = isBig ? BinaryPrimitives.ReverseEndianness(size) : size;
        bool isOne = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) == marker && BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + sizeof(int) + size)..]) == marker;
        at += size + 2 * sizeof(int);
        return isOne;
    }

    private static bool TryCell(ReadOnlySpan<byte> bytes, bool isBig, out Cell? cell)
    {
        Span<double> six = stackalloc double[6];
        for (int i = 0; i < six.Length; i++)
            six[i] = isBig ? BinaryPrimitives.ReadDoubleBigEndian(bytes[(sizeof(double) * i)..]) : BinaryPrimitives.ReadDoubleLittleEndian(bytes[(sizeof(double) * i)..]);
        return DcdCell.TryRead(six, out cell);
    }

    /// <returns>False where a position is not finite.</returns>
    private static bool Interleave(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, ReadOnlySpan<byte> z, bool isBig, Span<double> positionsA)
    {
        if (isBig) return InterleaveReversed(x, y, z, positionsA);
        ReadOnlySpan<float> xA = MemoryMarshal.Cast<byte, float>(x), yA = MemoryMarshal.Cast<byte, float>(y), zA = MemoryMarshal.Cast<byte, float>(z);
        if (!AreFinite(xA) || !AreFinite(yA) || !AreFinite(zA)) return false;
        for (int atom = 0; atom < xA.Length && positionsA.Length >= 3; atom++, positionsA = positionsA[3..])
            (positionsA[2], positionsA[1], positionsA[0]) = (zA[atom], yA[atom], xA[atom]);
        return true;
    }

    // A product with zero is zero only for what is finite.
    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sums = default;
        foreach (Vector<float> vector in vectors) sums += vector * Vector<float>.Zero;
        float sum = Vector.Sum(sums);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..]) sum += value * 0;
        return sum == 0;
    }

    private static bool InterleaveReversed(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, ReadOnlySpan<byte> z, Span<double> positionsA)
    {
        double sum = 0; // stays finite only while every value is
        for (int at = 0; at < x.Length; at += sizeof(float))
        {
            double xA = BinaryPrimitives.ReadSingleBigEndian(x[at..]), yA = BinaryPrimitives.ReadSingleBigEndian(y[at..]), zA = BinaryPrimitives.ReadSingleBigEndian(z[at..]);
            Span<double> atom = positionsA.Slice(3 * (at / sizeof(float)), 3);
            (atom[2], atom[1], atom[0]) = (zA, yA, xA);
            sum += (xA + yA + zA) * 0;
        }
        return sum == 0;
    }
}
