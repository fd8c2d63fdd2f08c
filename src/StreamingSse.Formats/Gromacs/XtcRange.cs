namespace StreamingSse.Formats.Gromacs;

/// <summary>The bounding box of all positions in whole numbers, and how a position within it is written.</summary>
internal readonly struct XtcRange
{
    private const long WidestJointSize = 0xffffff;
    private readonly int _minX, _minY, _minZ, _bitsX, _bitsY, _bitsZ, _jointBits;
    private readonly uint _sizeY, _sizeZ;

    public XtcRange(ref XdrReader xdr)
    {
        (_minX, _minY, _minZ) = (xdr.Int(), xdr.Int(), xdr.Int());
        long sizeX = xdr.Int() - (long)_minX + 1, sizeY = xdr.Int() - (long)_minY + 1, sizeZ = xdr.Int() - (long)_minZ + 1;
        SmallIndex = xdr.Int();
        IsValid = Math.Min(sizeX, Math.Min(sizeY, sizeZ)) > 0 && Math.Max(sizeX, Math.Max(sizeY, sizeZ)) <= uint.MaxValue;
        if (!IsValid) return;
        (_sizeY, _sizeZ) = ((uint)sizeY, (uint)sizeZ);
        if ((sizeX | sizeY | sizeZ) > WidestJointSize) (_bitsX, _bitsY, _bitsZ) = (BitsOf((ulong)sizeX), BitsOf((ulong)sizeY), BitsOf((ulong)sizeZ));
        else _jointBits = BitsOf((UInt128)sizeX * (UInt128)sizeY * (UInt128)sizeZ);
    }

    public int SmallIndex { get; }

    public bool IsValid { get; }

    public (int X, int Y, int Z) Read(ref XtcBits bits)
    {
        (int x, int y, int z) = _jointBits > 0 ? bits.ReadTriple(_jointBits, _sizeY, _sizeZ)
            : ((int)bits.Read(_bitsX), (int)bits.Read(_bitsY), (int)bits.Read(_bitsZ));
        return unchecked((x + _minX, y + _minY, z + _minZ));
    }

    private static int BitsOf(UInt128 size) => 128 - (int)UInt128.LeadingZeroCount(size);
}
