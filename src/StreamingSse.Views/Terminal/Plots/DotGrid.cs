using System.Numerics;
using System.Text;
using Spectre.Console;

namespace StreamingSse.Views.Terminal.Plots;

/// <summary>Dots finer than a character cell: 2 × 4 of them in a braille character, 1 × 2 in ASCII ( ' . : ).</summary>
/// <remarks>Row 0 is the top. Each cell has one style, that of the last series drawn in it.</remarks>
internal sealed class DotGrid(int cellsAcross, int cellsDown, bool unicode)
{
    // Bits of U+2800 by row and column of the dot within its cell.
    private static readonly byte[,] BrailleBits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly byte[] _dots = new byte[checked(cellsAcross * cellsDown)];
    private readonly Style[] _styles = new Style[cellsAcross * cellsDown];

    public int Width { get; } = cellsAcross * (unicode ? 2 : 1);

    public int Height { get; } = cellsDown * (unicode ? 4 : 2);

    public bool this[int x, int y] => (_dots[Cell(x, y)] & Bit(x, y)) != 0;

    public void Set(int x, int y, Style style)
    {
        if (x < 0 || x >= Width || y < 0 || y >= Height) return;
        _dots[Cell(x, y)] |= Bit(x, y);
        _styles[Cell(x, y)] = style;
    }

    /// <summary>A line between two points in units of dots; what lies outside the grid is cut off.</summary>
    public void Line(Vector2 from, Vector2 to, Style style, bool dotted)
    {
        if (!Clip(ref from, ref to)) return;
        int x0 = (int)MathF.Round(from.X), y0 = (int)MathF.Round(from.Y), x1 = (int)MathF.Round(to.X), y1 = (int)MathF.Round(to.Y);
        int steps = Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        for (int i = 0; i <= steps; i++)
        {
            int x = steps == 0 ? x0 : x0 + (int)MathF.Round(i * (x1 - x0) / (float)steps);
            int y = steps == 0 ? y0 : y0 + (int)MathF.Round(i * (y1 - y0) / (float)steps);
            if (!dotted || ((x ^ (y >> 1)) & 1) == 0) Set(x, y, style); // a pattern that thins lines of every slope
        }
    }

    public void DrawOn(Screen screen, int left, int top)
    {
        for (int cell = 0; cell < _dots.Length; cell++)
            if (_dots[cell] != 0)
                screen.Put(left + cell % cellsAcross, top + cell / cellsAcross, Character(_dots[cell]).ToString(), _styles[cell]);
    }

    private Rune Character(byte dots) => unicode ? new Rune(0x2800 + dots) : new Rune(" '.:"[dots]);

    private int Cell(int x, int y) => unicode ? y / 4 * cellsAcross + x / 2 : y / 2 * cellsAcross + x;

    private byte Bit(int x, int y) => unicode ? BrailleBits[y % 4, x % 2] : (byte)(1 << y % 2);

    // Liang and Barsky: the part of the segment within the grid, as fractions of its length.
    private bool Clip(ref Vector2 from, ref Vector2 to)
    {
        Vector2 way = to - from;
        float enter = 0, leave = 1;
        ReadOnlySpan<float> towards = [-way.X, way.X, -way.Y, way.Y];
        ReadOnlySpan<float> room = [from.X + 0.49f, Width - 0.51f - from.X, from.Y + 0.49f, Height - 0.51f - from.Y];
        for (int side = 0; side < 4; side++)
        {
            if (towards[side] == 0 && room[side] < 0) return false;
            float at = room[side] / towards[side];
            if (towards[side] < 0) enter = MathF.Max(enter, at);
            if (towards[side] > 0) leave = MathF.Min(leave, at);
        }
        if (enter > leave) return false;
        (from, to) = (from + enter * way, from + leave * way);
        return true;
    }
}
