using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace StreamingSse.Views.Terminal;

/// <summary>One picture of the terminal: <c>width</c> × <c>height</c> cells, each one character with a style.</summary>
/// <remarks>Whatever is drawn outside is cut off, so a picture never wraps or scrolls.</remarks>
public sealed class Screen : IRenderable
{
    private static readonly Rune Space = new(' ');

    // The right half of a wide character; never printed.
    private static readonly Rune Covered = new(0);

    private readonly Rune[] _runes;
    private readonly Style[] _styles;

    public Screen(int width, int height, bool unicode = true)
    {
        if (width < 1 || height < 1) throw new ArgumentException($"expected at least 1 × 1 cells, got {width} × {height}");
        Width = width;
        Height = height;
        Unicode = unicode;
        _runes = new Rune[checked(width * height)];
        _styles = new Style[_runes.Length];
        Array.Fill(_runes, Space);
        Array.Fill(_styles, Style.Plain);
    }

    public int Width { get; }

    public int Height { get; }

    public bool Unicode { get; }

    public Area All => new(0, 0, Width, Height);

    /// <summary>Writes text on one row, at most <paramref name="maxWidth"/> cells (cut text ends in …); returns the column after it.</summary>
    public int Put(int x, int y, string text, Style? style = null, int maxWidth = int.MaxValue)
    {
        if (y < 0 || y >= Height || x >= Width || maxWidth <= 0) return x;
        int end = (int)Math.Min(Width, (long)x + maxWidth);
        if (x + WidthOf(text) > end) text = Cut(text, end - x);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int cells = CellsOf(rune);
            if (cells == 0) continue;
            if (x + cells > end) break;
            Set(x, y, rune, style ?? Style.Plain);
            if (cells == 2) Set(x + 1, y, Covered, style ?? Style.Plain);
            x += cells;
        }
        return x;
    }

    /// <summary>Writes text so that it ends before column <paramref name="right"/>.</summary>
    public void PutRight(int right, int y, string text, Style? style = null) => Put(right - WidthOf(text), y, text, style);

    /// <summary>Cells that a text takes.</summary>
    public static int WidthOf(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes()) cells += CellsOf(rune);
        return cells;
    }

    /// <summary>The rows as text without styles and without trailing blanks.</summary>
    public string[] ToLines() => [.. Enumerable.Range(0, Height).Select(RowText)];

    public Measurement Measure(RenderOptions options, int maxWidth) => new(Width, Width);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        for (int y = 0; y < Height; y++)
        {
            foreach (Segment segment in Row(y)) yield return segment;
            if (y < Height - 1) yield return Segment.LineBreak;
        }
    }

    /// <summary>One row as runs of equal style, trailing blanks left out.</summary>
    private IEnumerable<Segment> Row(int y)
    {
        int end = RowEnd(y), from = y * Width;
        var text = new StringBuilder();
        for (int i = from; i < end; i++)
        {
            if (_runes[i] != Covered) text.Append(_runes[i]);
            if (i + 1 < end && _styles[i + 1].Equals(_styles[i])) continue;
            yield return new Segment(text.ToString(), _styles[i]);
            text.Clear();
        }
    }

    private string RowText(int y) => string.Concat(Row(y).Select(segment => segment.Text));

    private int RowEnd(int y)
    {
        int end = (y + 1) * Width;
        while (end > y * Width && _runes[end - 1] == Space) end--;
        return end;
    }

    private void Set(int x, int y, Rune rune, Style style)
    {
        if (x < 0 || x >= Width) return;
        _runes[y * Width + x] = rune == Covered ? Covered : Unicode ? Ascii.Printable(rune) : Ascii.Of(rune);
        _styles[y * Width + x] = style;
    }

    private static string Cut(string text, int width)
    {
        if (width <= 0) return "";
        var kept = new StringBuilder();
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += CellsOf(rune);
            if (cells > width - 1) break;
            kept.Append(rune);
        }
        return kept.Append('…').ToString();
    }

    // Control characters have no place on a screen (a file name may hold an escape sequence): they take one cell, as a question mark.
    private static int CellsOf(Rune rune)
    {
        if (rune.Value < 0x300 || rune.Value is >= 0x2010 and < 0x2900) return 1;
        return Math.Clamp(new Segment(rune.ToString()).CellCount(), 0, 2);
    }
}
