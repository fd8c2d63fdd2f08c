using System.Buffers.Binary;

namespace StreamingSse.Formats.Tests.Imd;

/// <summary>Recorded streams, and the same in the other order of bytes.</summary>
internal static class ImdStreams
{
    public const string Lammps = "lammps_v2_wrapped.bin", LammpsUnwrapped = "lammps_v2_unwrapped.bin", Gromacs = "gromacs_v2.bin", Version3 = "v3.bin";

    public static byte[] Recorded(string name) => TestData.Bytes(Path.Combine("imd", name));

    public static int AtomCount(string name) => name == Gromacs ? 639 : 324;

    /// <summary>What a server of the other byte order sends: the same headers, every number of the bodies turned round.</summary>
    public static byte[] Turned(byte[] stream)
    {
        byte[] turned = [.. stream];
        turned.AsSpan(4, 4).Reverse();
        for (int at = 8; at < stream.Length;)
        {
            (int type, int length) = Header(stream, at);
            int body = at + 8, wordBytes = type switch { 10 => 1, 12 => 8, _ => 4 };
            at = body + BodyBytes(type, length);
            for (int word = body; word < at; word += wordBytes) turned.AsSpan(word, wordBytes).Reverse();
        }
        return turned;
    }

    /// <summary>The same of a later time: of a little-endian stream of version 3; one of version 2 without energies knows no time.</summary>
    public static byte[] Later(byte[] stream, long steps, double timePs)
    {
        byte[] later = [.. stream];
        for (int at = 8; at < later.Length;)
        {
            (int type, int length) = Header(later, at);
            int body = at + 8;
            if (type == 12)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(later.AsSpan(body + 8), timePs + BinaryPrimitives.ReadDoubleLittleEndian(later.AsSpan(body + 8)));
                BinaryPrimitives.WriteInt64LittleEndian(later.AsSpan(body + 16), steps + BinaryPrimitives.ReadInt64LittleEndian(later.AsSpan(body + 16)));
            }
            at = body + BodyBytes(type, length);
        }
        return later;
    }

    public static (int Type, int Length) Header(ReadOnlySpan<byte> stream, int at) =>
        (BinaryPrimitives.ReadInt32BigEndian(stream[at..]), BinaryPrimitives.ReadInt32BigEndian(stream[(at + 4)..]));

    /// <summary>Where each frame of a version-2 stream ends.</summary>
    public static List<int> FrameEnds(byte[] stream)
    {
        var ends = new List<int>();
        for (int at = 8; at < stream.Length;)
        {
            (int type, int length) = Header(stream, at);
            at += 8 + (type == 1 ? 40 : 12 * length);
            if (type == 2) ends.Add(at);
        }
        return ends;
    }

    /// <summary>Where the body of the first packet of a type begins.</summary>
    public static int Find(byte[] stream, int wanted)
    {
        int at = 8;
        for ((int type, int length) = Header(stream, at); type != wanted; (type, length) = Header(stream, at)) at += 8 + BodyBytes(type, length);
        return at + 8;
    }

    private static int BodyBytes(int type, int length) => type switch { 1 => 40, 10 => 7, 12 => 24, 13 => 36, _ => 12 * length };
}
