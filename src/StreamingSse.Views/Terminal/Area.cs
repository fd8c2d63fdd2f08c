namespace StreamingSse.Views.Terminal;

/// <summary>A rectangle of character cells on a <see cref="Screen"/>.</summary>
public readonly record struct Area(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    public Area Rows(int from, int count) => this with { Top = Top + from, Height = Math.Max(0, Math.Min(count, Height - from)) };

    public Area Below(int rows) => Rows(rows, Height - rows);
}
