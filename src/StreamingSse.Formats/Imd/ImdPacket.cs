using System.Buffers.Binary;

namespace StreamingSse.Formats.Imd;

/// <summary>The packets of the IMD protocol; those from <see cref="SessionInfo"/> on came with version 3.</summary>
internal enum ImdPacketType
{
    Disconnect,
    Energies,
    Coordinates,
    Go,
    Handshake,
    Kill,
    MdComm,
    Pause,
    TransmissionRate,
    IoError,
    SessionInfo,
    Resume,
    Time,
    Box,
    Velocities,
    Forces,
}

/// <summary>The header of a packet: type and length, both 32 bits, big-endian whatever the order of the body.</summary>
internal readonly record struct ImdPacket(ImdPacketType Type, int Length)
{
    public const int HeaderBytes = 8;

    public static ImdPacket Read(ReadOnlySpan<byte> header) =>
        new((ImdPacketType)BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));

    public byte[] ToBytes()
    {
        byte[] header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32BigEndian(header, (int)Type);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Length);
        return header;
    }

    /// <summary>Bytes behind the header; a packet that only signals has none.</summary>
    public long BodyBytes => Type switch
    {
        ImdPacketType.Energies => 40L * Length,
        ImdPacketType.Time => 24L * Length,
        ImdPacketType.Box => 36L * Length,
        ImdPacketType.Coordinates or ImdPacketType.Velocities or ImdPacketType.Forces => 12L * Length,
        _ => 0,
    };
}
