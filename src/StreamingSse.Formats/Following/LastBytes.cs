namespace StreamingSse.Formats.Following;

/// <summary>The last bytes of what passed, to know it by.</summary>
internal sealed class LastBytes
{
    public const int Most = 64;
    private readonly byte[] _bytes = new byte[Most];
    private int _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Add(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty) return;
        int keep = Math.Min(_length, Math.Max(0, Most - read.Length));
        _bytes.AsSpan(_length - keep, keep).CopyTo(_bytes);
        ReadOnlySpan<byte> last = read[^Math.Min(read.Length, Most)..];
        last.CopyTo(_bytes.AsSpan(keep));
        _length = keep + last.Length;
    }
}
