using System.Buffers.Binary;
using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Dcd;

/// <summary>The three records before the first frame of a DCD file: numbers, titles, atoms. Each stands between two markers of its length.</summary>
internal readonly record struct DcdHeader(bool IsBigEndian, int AtomCount, int FirstStep, int StepStride, bool HasCells, bool HasFourthDimension, int ByteCount)
{
    private const int NumbersBytes = 84, TitlesAt = NumbersBytes + 8, MostTitleBytes = 1 << 20;

    /// <summary>Bytes of a frame: the cell and a record for each axis, with their markers.</summary>
    public long FrameBytes => (HasCells ? DcdCell.Bytes + 8 : 0) + (HasFourthDimension ? 4L : 3L) * (8 + 4L * AtomCount);

    /// <returns>The header, or what is wrong; neither while the bytes do not hold it whole.</returns>
    public static (DcdHeader? Header, BadInput? Bad) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < TitlesAt + 4) return default;
        bool isBig = BinaryPrimitives.ReadInt32BigEndian(bytes) == NumbersBytes;
        if (!isBig && BinaryPrimitives.ReadInt32LittleEndian(bytes) != NumbersBytes)
            return Bad(0, "a record of 84 bytes between markers of 32 bits", $"{BinaryPrimitives.ReadUInt32LittleEndian(bytes)}");
        if (bytes[4..8].SequenceEqual("VELD"u8)) return Bad(4, "positions (CORD)", "velocities (VELD)");
        if (!bytes[4..8].SequenceEqual("CORD"u8)) return Bad(4, "CORD", "other bytes");
        int fixedCount = Int(bytes, 8 + 4 * 8, isBig);
        if (fixedCount != 0) return Bad(40, "no fixed atoms, which are written in the first frame only", $"{fixedCount}");
        int titleBytes = Int(bytes, TitlesAt, isBig), atomsAt = TitlesAt + 8 + titleBytes;
        if (titleBytes is < 4 or > MostTitleBytes) return Bad(TitlesAt, $"4 to {MostTitleBytes} bytes of titles", $"{titleBytes}");
        if (bytes.Length < atomsAt + 12) return default;
        int atomCount = Int(bytes, atomsAt + 4, isBig);
        bool areMarked = Int(bytes, NumbersBytes + 4, isBig) == NumbersBytes && Int(bytes, atomsAt - 4, isBig) == titleBytes && Int(bytes, atomsAt, isBig) == 4;
        if (!areMarked) return Bad(atomsAt, "records that end with their own length", "others");
        if (atomCount < 1 || atomCount > TextLimits.MaxAtomCount) return Bad(atomsAt + 4, $"1 to {TextLimits.MaxAtomCount} atoms", $"{atomCount}");
        bool isCharmm = Int(bytes, 8 + 4 * 19, isBig) != 0; // X-PLOR leaves the version zero, and knows neither cells nor a fourth dimension
        return (new DcdHeader(isBig, atomCount, Int(bytes, 12, isBig), Int(bytes, 16, isBig),
            isCharmm && Int(bytes, 8 + 4 * 10, isBig) == 1, isCharmm && Int(bytes, 8 + 4 * 11, isBig) == 1, atomsAt + 12), null);
    }

    private static int Int(ReadOnlySpan<byte> bytes, int at, bool isBig) =>
        isBig ? BinaryPrimitives.ReadInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static (DcdHeader? Header, BadInput? Bad) Bad(int at, string expected, string found) => (null, new BadInput($"byte {at}", expected, found));
}
