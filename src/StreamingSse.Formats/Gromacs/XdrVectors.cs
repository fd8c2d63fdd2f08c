using System.Buffers.Binary;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Gromacs;

/// <summary>Vectors of single or double precision in nm or nm/ps, into Å or Å/ps.</summary>
internal static class XdrVectors
{
    /// <returns>False where one of them is not finite.</returns>
    public static bool Read(ReadOnlySpan<byte> bytes, bool isDouble, Span<double> into)
    {
        double sum = 0; // stays finite only while every value is
        for (int i = 0; i < into.Length; i++)
        {
            double value = isDouble ? BinaryPrimitives.ReadDoubleBigEndian(bytes[(sizeof(double) * i)..]) : BinaryPrimitives.ReadSingleBigEndian(bytes[(sizeof(float) * i)..]);
            into[i] = value * Units.APerNm;
            sum += value * 0;
        }
        return sum == 0;
    }
}
