using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamingSse.Formats.Text;

/// <summary>Where the fields and lines of a stretch of text are, found 64 bytes at a time, before any number is read.</summary>
/// <remarks>Keeping this apart from the reading of numbers frees the numbers of each other: none waits for the end of the one
/// before.</remarks>
internal sealed unsafe class FieldScan
{
    private const int Block = 64;

    private readonly uint[] _fieldStarts = new uint[TextLimits.MaxRowBytes + Block];
    private readonly int[] _fieldsBefore = new int[TextLimits.MaxRowBytes + Block]; // [0] stays 0
    private readonly int[] _lineEnds = new int[TextLimits.MaxRowBytes + Block];
    public int LineCount { get; private set; }

    /// <summary>The stretch has control bytes other than white space, as unwritten blocks of a file have.</summary>
    public bool HasDamage { get; private set; }

    /// <summary>Offset of the first byte of each field.</summary>
    public ReadOnlySpan<uint> FieldStarts => _fieldStarts;

    /// <summary>For each line, how many fields the stretch has before it; one entry more than there are lines.</summary>
    public ReadOnlySpan<int> FieldsBefore => _fieldsBefore;

    /// <summary>Offset just past the newline of a line.</summary>
    public int EndOf(int line) => _lineEnds[line];

    /// <summary>Scans a stretch of at most <see cref="TextLimits.MaxRowBytes"/> bytes.</summary>
    /// <param name="isEnd">The stretch is the end of the text: what follows the last newline is a line too.</param>
    public void Scan(ReadOnlySpan<byte> text, bool isEnd)
    {
        var at = new Cursor { Carry = 1 }; // a field may start with the first byte
        int offset = 0;
        fixed (byte* bytes = text)
        fixed (uint* fields = _fieldStarts)
        {
            for (; offset + Block <= text.Length; offset += Block) Store(bytes + offset, offset, fields, ref at);
            if (offset < text.Length)
            {
                byte* rest = stackalloc byte[Block];
                new Span<byte>(rest, Block).Fill((byte)' ');
                text[offset..].CopyTo(new Span<byte>(rest, Block));
                Store(rest, offset, fields, ref at);
            }
        }
        if (isEnd && !text.IsEmpty && text[^1] != '\n') StoreLine(text.Length, at.Fields, ref at);
        LineCount = at.Lines;
        HasDamage = at.Damage != Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(byte* block, int offset, uint* fields, ref Cursor at)
    {
        (uint gaps, uint newlines) = Masks(Vector256.Load(block), ref at);
        (uint highGaps, uint highNewlines) = Masks(Vector256.Load(block + Block / 2), ref at);
        ulong allGaps = gaps | (ulong)highGaps << 32, allNewlines = newlines | (ulong)highNewlines << 32;
        ulong starts = ~allGaps & (allGaps << 1 | at.Carry);
        at.Carry = allGaps >> 63;
        for (; allNewlines != 0; allNewlines &= allNewlines - 1)
        {
            int place = BitOperations.TrailingZeroCount(allNewlines);
            StoreLine(offset + place + 1, at.Fields + BitOperations.PopCount(starts & ((1UL << place) - 1)), ref at);
        }
        StoreFields(fields + at.Fields, starts, offset);
        at.Fields += BitOperations.PopCount(starts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Gaps, uint Newlines) Masks(Vector256<byte> text, ref Cursor at)
    {
        Vector256<byte> space = Vector256.Create((byte)' ');
        Vector256<byte> newlines = Vector256.Equals(text, Vector256.Create((byte)'\n'));
        Vector256<byte> gaps = Vector256.Equals(text, space) | Vector256.Equals(text, Vector256.Create((byte)'\t'))
                               | Vector256.Equals(text, Vector256.Create((byte)'\r')) | newlines;
        at.Damage |= Vector256.Equals(Vector256.Min(text, space), text) ^ gaps;
        return (gaps.ExtractMostSignificantBits(), newlines.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreLine(int end, int fieldsBeforeEnd, ref Cursor at)
    {
        _lineEnds[at.Lines++] = end;
        _fieldsBefore[at.Lines] = fieldsBeforeEnd;
    }

    /// <summary>Eight at once, without a branch on their count, which no predictor can guess; what is stored too much is overwritten
    /// next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFields(uint* fields, ulong starts, int offset)
    {
        int count = BitOperations.PopCount(starts);
        StoreFour(fields, ref starts, offset);
        StoreFour(fields + 4, ref starts, offset);
        for (int i = 8; i < count; i += 4) StoreFour(fields + i, ref starts, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(uint* fields, ref ulong starts, int at)
    {
        ulong rest = starts;
        fields[0] = (uint)(at + BitOperations.TrailingZeroCount(rest));
        rest &= rest - 1;
        fields[1] = (uint)(at + BitOperations.TrailingZeroCount(rest));
        rest &= rest - 1;
        fields[2] = (uint)(at + BitOperations.TrailingZeroCount(rest));
        rest &= rest - 1;
        fields[3] = (uint)(at + BitOperations.TrailingZeroCount(rest));
        starts = rest & (rest - 1);
    }

    private struct Cursor
    {
        public ulong Carry;                         // 1 where the last byte was white space
        public int Fields;
        public int Lines;
        public Vector256<byte> Damage;
    }
}
