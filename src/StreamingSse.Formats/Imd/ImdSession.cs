using System.Buffers.Binary;

namespace StreamingSse.Formats.Imd;

/// <summary>What a server says of itself before its first frame.</summary>
/// <param name="Version">2 or 3.</param>
/// <param name="IsBigEndian">The order of the bodies' bytes, as the version shows it.</param>
/// <param name="IsWrapped">Whether coordinates are folded into the box; null in version 2, which does not say.</param>
public sealed record ImdSession(int Version, bool IsBigEndian, bool? IsWrapped)
{
    internal const int InfoBytes = 7;

    /// <summary>The packets of each frame in their order; empty in version 2, which does not say.</summary>
    internal IReadOnlyList<ImdPacketType> Blocks { get; init; } = [];

    /// <returns>Null where the packet is no handshake of a known version.</returns>
    internal static ImdSession? OfHandshake(ReadOnlySpan<byte> packet)
    {
        if (ImdPacket.Read(packet).Type != ImdPacketType.Handshake) return null;
        int little = BinaryPrimitives.ReadInt32LittleEndian(packet[4..]), big = BinaryPrimitives.ReadInt32BigEndian(packet[4..]);
        return little is 2 or 3 ? new ImdSession(little, false, null) : big is 2 or 3 ? new ImdSession(big, true, null) : null;
    }

    /// <summary>Time, energies, box, coordinates, whether they are wrapped, velocities, forces: a byte for each.</summary>
    internal ImdSession WithInfo(ReadOnlySpan<byte> body)
    {
        var blocks = new List<ImdPacketType>();
        if (body[0] != 0) blocks.Add(ImdPacketType.Time);
        if (body[1] != 0) blocks.Add(ImdPacketType.Energies);
        if (body[2] != 0) blocks.Add(ImdPacketType.Box);
        if (body[3] != 0) blocks.Add(ImdPacketType.Coordinates);
        if (body[5] != 0) blocks.Add(ImdPacketType.Velocities);
        if (body[6] != 0) blocks.Add(ImdPacketType.Forces);
        return this with { Blocks = blocks, IsWrapped = body[4] != 0 };
    }

    public override string ToString()
    {
        string content = Version == 2 ? "" : $": {string.Join(", ", Blocks.Select(block => block.ToString().ToLowerInvariant()))}";
        return $"IMD version {Version}, {(IsBigEndian ? "big" : "little")}-endian{content}";
    }
}
