using System.Buffers;

namespace StreamingSse.Formats.Following;

/// <summary>Collects the bytes of a file and shows the whole lines among them.</summary>
/// <remarks>
/// Holds 256 KiB while there is much to read, 8 KiB while there is not. A little of what was consumed stays in front
/// (<see cref="Before"/>). It grows for a longer line only, up to <see cref="MaxLineBytes"/>.
/// </remarks>
internal sealed class LineBuffer(string path) : IDisposable
{
    public const int MaxLineBytes = 16 * 1024 * 1024;

    /// <summary>Consumed bytes that stay.</summary>
    public const int History = 2048;

    private const int BusyBytes = 256 * 1024, IdleBytes = 8 * 1024, MinRoom = 4096;
    private byte[] _bytes = [];
    private int _start, _linesEnd, _end;

    /// <summary>Everything from the first unconsumed byte to the last newline.</summary>
    public ReadOnlySpan<byte> WholeLines => _bytes.AsSpan(_start, _linesEnd - _start);

    /// <summary>What follows the last newline.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_linesEnd, _end - _linesEnd);

    /// <summary>The last bytes before <see cref="Rest"/>, consumed or not.</summary>
    public ReadOnlySpan<byte> Before => _bytes.AsSpan(0, _linesEnd);

    public void Consume(int count) => _start += count;

    /// <summary>The last bytes that were consumed; fewer only where fewer were.</summary>
    /// <param name="most">At most <see cref="History"/>.</param>
    public ReadOnlySpan<byte> Consumed(int most) => _bytes.AsSpan(Math.Max(0, _start - most), Math.Min(_start, most));

    /// <summary>Room for more bytes, behind those that wait.</summary>
    public Span<byte> Room()
    {
        if (_bytes.Length == 0) Move(IdleBytes);
        else if (_bytes.Length - _end < MinRoom) Move(Math.Max(BusyBytes, 2 * (_end - _start) + History + MinRoom));
        return _bytes.AsSpan(_end);
    }

    /// <summary>Takes in what was written to <see cref="Room"/>.</summary>
    public void Added(int count)
    {
        int newline = _bytes.AsSpan(_end, count).LastIndexOf((byte)'\n');
        if (newline >= 0) _linesEnd = _end + newline + 1;
        _end += count;
        if (_end - _linesEnd > MaxLineBytes) throw new BadInputException(path, $"a line end within {MaxLineBytes} bytes", "none");
    }

    /// <summary>The last line has no newline and is whole all the same.</summary>
    public void CloseLastLine() => _linesEnd = _end;

    /// <summary>Gives the big buffer back while there is nothing to read.</summary>
    public void Shrink()
    {
        if (_bytes.Length >= BusyBytes && _end - _start < IdleBytes - History - MinRoom) Move(IdleBytes);
    }

    public void Clear() => _start = _linesEnd = _end = 0;

    public void Dispose()
    {
        Clear();
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Move(int size)
    {
        int from = Math.Max(0, _start - History);
        byte[] next = _bytes.Length >= size && size >= BusyBytes ? _bytes : ArrayPool<byte>.Shared.Rent(size);
        Buffer.BlockCopy(_bytes, from, next, 0, _end - from);
        if (next != _bytes && _bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = next;
        (_start, _linesEnd, _end) = (_start - from, _linesEnd - from, _end - from);
    }
}
