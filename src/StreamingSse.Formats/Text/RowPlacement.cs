using StreamingSse.Kernel;

namespace StreamingSse.Formats.Text;

/// <summary>Puts rows in their place in a frame and in the kernel's units. An empty list of slots: row and place are the same.</summary>
internal static class RowPlacement
{
    public static void Vectors(ReadOnlySpan<double> rows, ReadOnlySpan<int> slots, double unit, Span<double> frame)
    {
        if (slots.IsEmpty)
        {
            if (unit == 1) rows.CopyTo(frame);
            else
                for (int c = 0; c < rows.Length; c++) frame[c] = rows[c] * unit;
            return;
        }
        for (int c = 0, row = 0; row < slots.Length && c < rows.Length; row++, c += 3)
        {
            Span<double> place = frame.Slice(3 * slots[row], 3);
            (place[0], place[1], place[2]) = (rows[c] * unit, rows[c + 1] * unit, rows[c + 2] * unit);
        }
    }

    public static void Images(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, Span<int> frame)
    {
        if (slots.IsEmpty) rows.CopyTo(frame);
        for (int row = 0; row < slots.Length; row++) rows.Slice(3 * row, 3).CopyTo(frame[(3 * slots[row])..]);
    }

    /// <summary>r = origin + s_a·a + s_b·b + s_c·c.</summary>
    public static void Fractions(ReadOnlySpan<double> rows, ReadOnlySpan<int> slots, in Cell cell, bool fold, Span<double> frame)
    {
        for (int c = 0, row = 0; c < rows.Length; row++, c += 3)
        {
            (double a, double b, double s) = (rows[c], rows[c + 1], rows[c + 2]);
            if (fold) (a, b, s) = (a - Math.Floor(a), b - Math.Floor(b), s - Math.Floor(s));
            (double xA, double yA, double zA) = cell.ToCartesian(a, b, s);
            Span<double> place = frame.Slice(slots.IsEmpty ? c : 3 * slots[row], 3);
            (place[0], place[1], place[2]) = (cell.OriginXA + xA, cell.OriginYA + yA, cell.OriginZA + zA);
        }
    }
}
