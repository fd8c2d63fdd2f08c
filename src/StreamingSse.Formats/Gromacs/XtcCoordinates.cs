namespace StreamingSse.Formats.Gromacs;

/// <summary>Decodes the compressed coordinates of an xtc frame (xdr3dfcoord).</summary>
/// <remarks>
/// Positions are whole multiples of 1/precision nm. A position is written within the bounding box of all, or, in a run after one of these, as a small
/// difference to the last; a bit and five more tell the length of the run and whether the range of small differences grows or shrinks. The first two
/// of a run are exchanged, so that the oxygen of a water comes after a hydrogen. Time O(atoms).
/// </remarks>
internal static class XtcCoordinates
{
    private const int FirstSize = 9;
    // Ranges of small differences: 2^(i/3), rounded as the format has them.
    private static readonly int[] Sizes =
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 10, 12, 16, 20, 25, 32, 40, 50, 64, 80, 101, 128, 161, 203, 256, 322, 406, 512, 645, 812, 1024, 1290,
        1625, 2048, 2580, 3250, 4096, 5060, 6501, 8192, 10321, 13003, 16384, 20642, 26007, 32768, 41285, 52015, 65536, 82570, 104031,
        131072, 165140, 208063, 262144, 330280, 416127, 524287, 660561, 832255, 1048576, 1321122, 1664510, 2097152, 2642245, 3329021,
        4194304, 5284491, 6658042, 8388607, 10568983, 13316085, 16777216,
    ];

    /// <param name="scaleA">Length of one unit of the whole numbers, Å.</param>
    /// <param name="positionsA">Receives the positions, shape [atomCount, 3], Å.</param>
    /// <returns>What is wrong, as found; null where nothing is.</returns>
    public static string? Decode(ReadOnlySpan<byte> data, in XtcRange range, double scaleA, Span<double> positionsA)
    {
        var bits = new XtcBits(data);
        int small = range.SmallIndex, run = 0;
        if (!IsRange(small)) return $"{small} as the range of small differences";
        for (int at = 0; at < positionsA.Length;)
        {
            (int X, int Y, int Z) last = range.Read(ref bits);
            int change = 0;
            if (bits.Read(1) != 0)
            {
                run = (int)bits.Read(5);
                change = run % 3 - 1;
                run -= change + 1;
            }
            if (at + 3 + run > positionsA.Length || (run > 0 && small == Sizes.Length)) return "a run beyond the last atom, or of too wide a range";
            if (run > 0) DecodeRun(ref bits, small, last, scaleA, positionsA.Slice(at, 3 + run));
            else Put(positionsA[at..], last, scaleA);
            at += 3 + run;
            small += change;
            if (!IsRange(small)) return $"{small} as the range of small differences";
        }
        return bits.IsPastEnd ? "compressed data that end too early" : null;
    }

    // One beyond the last is written where even neighbours lie too far apart; no run can follow then.
    private static bool IsRange(int small) => small >= FirstSize && small <= Sizes.Length;

    private static void DecodeRun(ref XtcBits bits, int small, (int X, int Y, int Z) last, double scaleA, Span<double> positionsA)
    {
        uint size = (uint)Sizes[small];
        int middle = (int)size / 2;
        (int X, int Y, int Z) first = last;
        for (int at = 0; at < positionsA.Length - 3; at += 3)
        {
            (int x, int y, int z) = bits.ReadTriple(small, size, size);
            (int X, int Y, int Z) next = unchecked((last.X + x - middle, last.Y + y - middle, last.Z + z - middle));
            last = next;
            Put(positionsA[(at == 0 ? 0 : at + 3)..], next, scaleA);
            if (at == 0) Put(positionsA[3..], first, scaleA);
        }
    }

    private static void Put(Span<double> positionsA, (int X, int Y, int Z) whole, double scaleA)
    {
        positionsA[2] = whole.Z * scaleA;
        positionsA[1] = whole.Y * scaleA;
        positionsA[0] = whole.X * scaleA;
    }
}
