using System.Buffers.Binary;
using System.Text;
using StreamingSse.Formats.Lammps;

namespace StreamingSse.Formats.Discovery;

/// <summary>Units and masses from the head of a LAMMPS binary restart: a run that was continued names them nowhere else.</summary>
/// <remarks>
/// The head is a list of records, flag (int) and value; a text or an array has its length before it. The flags used here (src/lmprestart.h:
/// units 4, number of types 17, masses 38) have been the same since 2013; seen with 29Sep2021. What does not fit is not used.
/// </remarks>
internal sealed record LammpsRestartFile(string Units, IReadOnlyList<double> MassesAmu)
{
    private const int HeadBytes = 64 * 1024, UnitsFlag = 4, TypeCountFlag = 17, MassFlag = 38, MostTypes = 1000;
    private const double LightestAmu = 0.1, HeaviestAmu = 400;

    private static ReadOnlySpan<byte> Magic => "LammpS RestartT\0"u8;

    /// <returns>Null where the file is none, or not one of this processor's byte order.</returns>
    public static LammpsRestartFile? Read(string path)
    {
        byte[] bytes = new byte[HeadBytes];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        ReadOnlySpan<byte> head = bytes.AsSpan(0, file.ReadAtLeast(bytes, HeadBytes, throwOnEndOfStream: false));
        if (!head.StartsWith(Magic) || Int(head, Magic.Length) != 1) return null;
        if (FindUnits(head) is not string units || FindRecord(head, TypeCountFlag, 0) is not int at) return null;
        int typeCount = Int(head, at + 4);
        return typeCount is < 1 or > MostTypes ? null : new LammpsRestartFile(units, FindMasses(head, at, typeCount));
    }

    private static string? FindUnits(ReadOnlySpan<byte> head)
    {
        for (int from = 0; FindRecord(head, UnitsFlag, from) is int at; from = at + 1)
        {
            int length = Int(head, at + 4);
            if (length is < 2 or > 16 || at + 8 + length > head.Length) continue;
            string text = Encoding.ASCII.GetString(head.Slice(at + 8, length - 1));
            if (LammpsUnits.Find(text) is not null) return text;
        }
        return null;
    }

    private static double[] FindMasses(ReadOnlySpan<byte> head, int from, int typeCount)
    {
        for (; FindRecord(head, MassFlag, from) is int at && at + 8 + 8 * typeCount <= head.Length; from = at + 1)
        {
            if (Int(head, at + 4) != typeCount) continue;
            double[] masses = new double[typeCount];
            for (int type = 0; type < typeCount; type++) masses[type] = BinaryPrimitives.ReadDoubleLittleEndian(head[(at + 8 + 8 * type)..]);
            if (masses.All(mass => mass is > LightestAmu and < HeaviestAmu)) return masses;
        }
        return [];
    }

    private static int? FindRecord(ReadOnlySpan<byte> head, int flag, int from)
    {
        ReadOnlySpan<byte> wanted = [(byte)flag, 0, 0, 0];
        int at = from >= head.Length ? -1 : head[from..].IndexOf(wanted);
        return at < 0 || from + at + 8 > head.Length ? null : from + at;
    }

    private static int Int(ReadOnlySpan<byte> head, int at) => at + 4 > head.Length ? -1 : BinaryPrimitives.ReadInt32LittleEndian(head[at..]);
}
