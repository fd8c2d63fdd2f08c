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
            int body = at + 8;
            (at, int[] sizes) = type switch
            {
                1 => (body + 40, [4]),
                10 => (body + 7, [1]),
                12 => (body + 24, [8]),
                13 => (body + 36, [4]),
                _ => (body + 12 * length, new[] { 4 }),
            };
            for (int word = body; word < at; word += sizes[0]) turned.AsSpan(word, sizes[0]).Reverse();
        }
        return turned;
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
}
