using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamingSse.Formats.Text;

/// <summary>Reads one column of a scanned stretch of lines.</summary>
/// <remarks>Every method returns how many rows, from the first, are good.</remarks>
/// <param name="start">The text.</param>
/// <param name="end">Its end: no byte there or behind is read.</param>
/// <param name="fields">Offset of each field.</param>
/// <param name="before">Fields before each line.</param>
/// <param name="hasDamage">There are control bytes other than white space: read with care.</param>
internal readonly unsafe ref struct FieldColumns(byte* start, byte* end, uint* fields, int* before, bool hasDamage)
{
    private readonly byte* _start = start, _end = end;
    private readonly uint* _fields = fields;
    private readonly int* _before = before;
    private readonly bool _hasDamage = hasDamage;

    [MethodImpl(MethodImplOptions.NoInlining)] // a loop of its own keeps its numbers in registers
    public int Read(int column, int rows, double* values, int stride)
    {
        byte* start = _start, lastWide = _end - DecimalPair.Width;
        uint* fields = _fields + column;
        int* before = _before;
        ref Vector128<byte> orders = ref DecimalPair.Orders;
        ref double powers = ref DecimalText.Powers;
        int row = 0;
        if (DecimalPair.IsSupported && !_hasDamage)
            for (; row + 1 < rows; row += 2, values += 2 * stride)
            {
                byte* first = start + fields[before[row]], second = start + fields[before[row + 1]];
                if ((second > lastWide || !DecimalPair.TryRead(first, second, ref orders, ref powers, values, values + stride))
                    && ReadSingly(column, row, row + 2, values, stride) is var good && good < row + 2) return good;
            }
        return ReadSingly(column, row, rows, values, stride);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadSingly(int column, int row, int rows, double* values, int stride)
    {
        for (; row < rows; row++, values += stride)
            if (!DecimalText.TryRead(_start + _fields[_before[row] + column], _end, values)) return row;
        return rows;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Read(int column, int rows, int* values, int stride)
    {
        byte* start = _start, end = _end;
        uint* fields = _fields + column;
        int* before = _before;
        for (int row = 0; row < rows; row++, values += stride)
            if (!IntegerText.TryRead(start + fields[before[row]], end, values)) return row;
        return rows;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Read(int column, int rows, long* values)
    {
        byte* start = _start, end = _end;
        uint* fields = _fields + column;
        int* before = _before;
        for (int row = 0; row < rows; row++)
            if (!IntegerText.TryRead(start + fields[before[row]], end, values + row)) return row;
        return rows;
    }

    /// <summary>Labels of up to eight bytes, the first the lowest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Read(int column, int rows, ulong* labels)
    {
        byte* start = _start, end = _end;
        uint* fields = _fields + column;
        int* before = _before;
        for (int row = 0; row < rows; row++)
        {
            byte* field = start + fields[before[row]];
            ulong bytes = 0;
            int length = 0;
            for (; field + length < end && field[length] > ' '; length++)
            {
                if (length == TextLimits.MaxLabelBytes) return row;
                bytes |= (ulong)field[length] << 8 * length;
            }
            if (length == 0 || (field + length < end && !WhiteSpace.Is(field[length]))) return row;
            labels[row] = bytes;
        }
        return rows;
    }
}
