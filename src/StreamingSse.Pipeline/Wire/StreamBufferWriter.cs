using System.Buffers;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Writes through one buffer into a stream.</summary>
internal sealed class StreamBufferWriter(Stream to) : IBufferWriter<byte>
{
    private const int BufferBytes = 1 << 17;
    private byte[] _bytes = new byte[BufferBytes];
    private int _count;

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int wanted = Math.Max(1, sizeHint);
        if (_bytes.Length - _count < wanted) Flush();
        if (_bytes.Length < wanted) _bytes = new byte[wanted];
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Flush()
    {
        to.Write(_bytes, 0, _count);
        _count = 0;
    }
}
