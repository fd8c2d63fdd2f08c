using Spectre.Console;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>Rows of short texts under headers. Columns that do not fit fall off at the right, rows at the bottom, which is said.</summary>
internal sealed class TextTable(params TextTable.Column[] columns)
{
    private readonly List<Cell[]> _rows = [];

    /// <param name="Alignment">Left for words, right for numbers.</param>
    public readonly record struct Column(string Header, Justify Alignment = Justify.Right);

    public readonly record struct Cell(string Text, Style Style)
    {
        public static implicit operator Cell(string text) => new(text, Palette.Plain);
    }

    /// <summary>Rows that were never added, for want of room; said together with those that do not fit.</summary>
    public int LeftOut { get; set; }

    public int Height => _rows.Count + 1 + (LeftOut > 0 ? 1 : 0);

    public int RowCount => _rows.Count;

    public void Add(params Cell[] cells) => _rows.Add(cells);

    public void Draw(Screen screen, Area area)
    {
        int[] widths = [.. columns.Select((column, c) => _rows.Append([column.Header]).Max(row => CellWidth(row, c, column)))];
        int gap = widths.Sum() + 2 * (widths.Length - 1) <= area.Width ? 2 : 1;
        int[] rights = Rights(widths, gap, area);
        for (int c = 0; c < rights.Length; c++)
        {
            int left = c == 0 ? area.Left : rights[c - 1] + gap;
            Put(screen, columns[c], left, rights[c], area.Top, new Cell(columns[c].Header, Palette.Strong));
        }

        int shown = Height <= area.Height ? _rows.Count : Math.Max(0, area.Height - 2);
        int hidden = _rows.Count - shown + LeftOut;
        for (int r = 0; r < shown; r++)
        {
            for (int c = 0; c < Math.Min(rights.Length, _rows[r].Length); c++)
                Put(screen, columns[c], c == 0 ? area.Left : rights[c - 1] + gap, rights[c], area.Top + 1 + r, _rows[r][c]);
        }
        if (hidden > 0 && area.Height >= 2)
            screen.Put(area.Left, area.Top + 1 + shown, $"… {Figures.Count(hidden)} more", Palette.Faint, area.Width);
    }

    private static int CellWidth(Cell[] row, int c, Column column) =>
        Math.Max(Screen.WidthOf(column.Header), c < row.Length ? Screen.WidthOf(row[c].Text) : 0);

    // The first column gives way when even two do not fit; it is the name, and a cut name is still a name.
    private static int[] Rights(int[] widths, int gap, Area area)
    {
        if (widths.Length > 1 && widths[0] + gap + widths[1] > area.Width) widths[0] = Math.Max(4, area.Width - gap - widths[1]);
        var rights = new List<int>();
        int right = area.Left;
        for (int c = 0; c < widths.Length; c++)
        {
            right += widths[c] + (c == 0 ? 0 : gap);
            if (right > area.Right) break;
            rights.Add(right);
        }
        return [.. rights];
    }

    private static void Put(Screen screen, Column column, int left, int right, int y, Cell cell)
    {
        if (column.Alignment == Justify.Right) screen.PutRight(right, y, cell.Text, cell.Style);
        else screen.Put(left, y, cell.Text, cell.Style, right - left);
    }
}
