using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Gromacs;

/// <summary>The header of a trr frame: the sizes in bytes of what follows it, number of atoms, step, time.</summary>
internal readonly record struct TrrHeader(
    bool IsDouble, bool HasBox, int TensorBytes, int VectorBytes, bool HasPositions, bool HasVelocities, long BodyBytes, int AtomCount, int Step, double TimePs)
{
    /// <summary>Bytes of a header of single precision; the two numbers of double precision take eight more.</summary>
    public const int LeastBytes = 24 + 13 * sizeof(int) + 2 * sizeof(float);

    public const int MostBytes = LeastBytes + 2 * sizeof(float);
    private const long MostBodyBytes = 1_000_000_000;

    private static readonly byte[] StartBytes = [0, 0, 0x07, 0xC9, 0, 0, 0, 13, 0, 0, 0, 12, .. "GMX_trn_file"u8];

    /// <summary>Magic number 1993 and the name of the format: a string with the length of its memory (13) and its own (12).</summary>
    public static ReadOnlySpan<byte> Start => StartBytes;

    /// <param name="xdr">Holds <see cref="MostBytes"/> at least.</param>
    /// <returns>What was expected and what was found, where it is no header.</returns>
    public static (string Expected, string Found)? Read(ref XdrReader xdr, out TrrHeader header)
    {
        header = default;
        if (!xdr.Take(StartBytes.Length).SequenceEqual(StartBytes)) return ("the magic number 1993 and GMX_trn_file", "other bytes");
        int inputRecord = xdr.Int(), energies = xdr.Int(), box = xdr.Int(), virial = xdr.Int(), pressure = xdr.Int(), topology = xdr.Int(), symbols = xdr.Int();
        int x = xdr.Int(), v = xdr.Int(), f = xdr.Int(), atomCount = xdr.Int(), step = xdr.Int();
        xdr.Int(); // number of energies, always zero
        if (atomCount < 1 || atomCount > TextLimits.MaxAtomCount) return ($"1 to {TextLimits.MaxAtomCount} atoms", $"{atomCount}");
        if ((inputRecord | energies | topology | symbols) != 0) return ("no input record, energies, topology or symbols", "some");
        bool isDouble = box == 9 * sizeof(double) || (box == 0 && Math.Max(x, Math.Max(v, f)) == 3L * sizeof(double) * atomCount);
        int real = isDouble ? sizeof(double) : sizeof(float), tensor = 9 * real;
        long vector = 3L * real * atomCount;
        if (!Is(box, tensor) || !Is(virial, tensor) || !Is(pressure, tensor) || !Is(x, vector) || !Is(v, vector) || !Is(f, vector))
            return ($"blocks of {tensor} and {vector} bytes, or none", $"{box}, {virial}, {pressure}, {x}, {v}, {f}");
        long body = (long)box + virial + pressure + x + v + f;
        if (body > MostBodyBytes) return ($"{MostBodyBytes} bytes in a frame at most", $"{body}");
        double timePs = xdr.Real(isDouble);
        xdr.Real(isDouble); // λ
        if (!double.IsFinite(timePs)) return ("a time", $"{timePs}");
        header = new TrrHeader(isDouble, box > 0, virial + pressure, (int)vector, x > 0, v > 0, body, atomCount, step, timePs);
        return null;
    }

    private static bool Is(int size, long expected) => size == 0 || size == expected;
}
