namespace StreamingSse.Formats.Text;

/// <summary>Goes through whole lines and counts them.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> text, long lineNumber)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Bytes gone through.</summary>
    public int Position { get; private set; }

    /// <summary>Number of the next line in the file, from 1.</summary>
    public long LineNumber { get; private set; } = lineNumber;

    public readonly bool AtEnd => Position == _text.Length;

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>The next line without its newline.</summary>
    public readonly ReadOnlySpan<byte> Peek()
    {
        ReadOnlySpan<byte> rest = Rest;
        int newline = rest.IndexOf((byte)'\n');
        return newline < 0 ? rest : rest[..newline];
    }

    public ReadOnlySpan<byte> Next()
    {
        ReadOnlySpan<byte> line = Peek();
        Skip(Math.Min(line.Length + 1, _text.Length - Position), 1);
        return line;
    }

    public void Skip(int bytes, int lines)
    {
        Position += bytes;
        LineNumber += lines;
    }
}
