using System.Buffers;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Passes on what is written, and keeps its checksum.</summary>
internal sealed class ChecksummedWriter(IBufferWriter<byte> output) : IBufferWriter<byte>
{
    private Memory<byte> _room;

    /// <summary>The CRC-32C of all bytes so far.</summary>
    public uint Checksum { get; private set; }

    public void Advance(int count)
    {
        Checksum = Crc32C.Append(Checksum, _room.Span[..count]);
        output.Advance(count);
        _room = _room[count..];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _room = output.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
