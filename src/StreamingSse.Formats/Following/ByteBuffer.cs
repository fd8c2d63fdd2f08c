using System.Buffers;

namespace StreamingSse.Formats.Following;

/// <summary>Collects the bytes of a binary file until a frame of them is whole.</summary>
/// <remarks>It grows with the bytes that have come, never with a size that a header claims: at most four times what waits in it.</remarks>
internal sealed class ByteBuffer : IDisposable
{
    private const int BusyBytes = 256 * 1024, IdleBytes = 8 * 1024, MinRoom = 4096;
    private byte[] _bytes = [];
    private int _start, _end;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>Room for more bytes behind those that wait.</summary>
    public Span<byte> Room()
    {
        if (_bytes.Length - _end < MinRoom) Move(_bytes.Length == 0 ? IdleBytes : Math.Max(BusyBytes, checked(2 * (_end - _start) + MinRoom)));
        return _bytes.AsSpan(_end);
    }

    /// <summary>Takes in what was written to <see cref="Room"/>.</summary>
    public void Added(int count) => _end += count;

    /// <summary>Gives the big buffer back while there is nothing to read.</summary>
    public void Shrink()
    {
        if (_bytes.Length >= BusyBytes && _end - _start < IdleBytes - MinRoom) Move(IdleBytes);
    }

    public void Clear() => _start = _end = 0;

    public void Dispose()
    {
        Clear();
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Move(int size)
    {
        byte[] next = _bytes.Length >= size && size >= BusyBytes ? _bytes : ArrayPool<byte>.Shared.Rent(size);
        Buffer.BlockCopy(_bytes, _start, next, 0, _end - _start);
        if (next != _bytes && _bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = next;
        (_start, _end) = (0, _end - _start);
    }
}
