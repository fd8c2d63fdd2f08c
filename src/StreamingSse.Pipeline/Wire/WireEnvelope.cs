using System.Buffers;
using System.Buffers.Binary;
using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Wire;

/// <summary>What every message and file of ours is wrapped in.</summary>
/// <remarks>
/// One MessagePack array, readable by any implementation: ["sse", version, type, body, checksum]. The checksum is the CRC-32C of all bytes
/// before it, as a binary of four big-endian bytes. The version changes only when old readers must not go on; fields are added without it.
/// </remarks>
internal static class WireEnvelope
{
    public const int Version = 1;

    private const int TailBytes = 6;   // c4 04 and the checksum

    public static void Write(MessageType type, Action<MessagePackWriter> body, IBufferWriter<byte> output)
    {
        var passing = new ChecksummedWriter(output);
        var writer = new MessagePackWriter(passing);
        writer.WriteArrayHeader(5);
        writer.Write("sse");
        writer.Write(Version);
        writer.Write((long)type);
        body(writer);

        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, passing.Checksum);
        writer.WriteBinary(checksum);
    }

    /// <summary>Checks the envelope; the reader then stands at the body, which ends where the checksum begins.</summary>
    public static MessagePackReader Open(ReadOnlySpan<byte> message, MessageType type, string source)
    {
        ReadOnlySpan<byte> magic = [0x95, 0xa3, (byte)'s', (byte)'s', (byte)'e'];
        if (!message.StartsWith(magic))
            throw new BadInputException(source, "a message that begins with 95 a3 's' 's' 'e'", Describe(message));
        if (message.Length < magic.Length + TailBytes) throw new BadInputException(source, "a whole message", $"{message.Length} bytes");

        var reader = new MessagePackReader(message[..^TailBytes], source);
        reader.ReadArrayHeader();
        reader.ReadString();
        int version = reader.ReadInt32();
        if (version != Version)
            throw reader.Bad($"version {Version} of the message format", $"version {version}: another release wrote it");

        uint expected = BinaryPrimitives.ReadUInt32BigEndian(message[^4..]);
        uint found = Crc32C.Compute(message[..^TailBytes]);
        if (message[^6] != 0xc4 || message[^5] != 4 || expected != found)
            throw new BadInputException(source, $"the checksum {expected:x8}", $"{found:x8}: the message is damaged or cut");

        int typeFound = reader.ReadInt32();
        if (typeFound != (int)type) throw reader.Bad($"a message of type {type} ({(int)type})", $"type {typeFound}");
        return reader;
    }

    private static string Describe(ReadOnlySpan<byte> message) =>
        message.IsEmpty ? "nothing" : Convert.ToHexStringLower(message[..Math.Min(5, message.Length)]);
}
