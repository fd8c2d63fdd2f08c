using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>The local diffusivity of each ion from three frames one lag Δ apart.</summary>
/// <remarks>
/// With u = r(t+Δ) − r(t) and w = r(t+2Δ) − r(t+Δ): q = (|u|²/2 + |w|²/2 + 2 u·w)/(6Δ), whose mean is
/// [MSD(2Δ) − MSD(Δ)]/(6Δ): cage offset and vibration cancel. Averaged over origins it is the velocity integral of Green and Kubo
/// under a flat-top window, 1 up to Δ and falling to 0 at 2Δ (Politis &amp; Romano 1995).
/// Eight lanes of fixed width, so every machine adds in the same order and gives the same bits. About 25 flops per ion.
/// </remarks>
internal static class LocalDiffusivity
{
    public const int Lanes = 8;

    /// <summary>Adds every ion's q to <paramref name="ionSum"/> and returns the sum over ions per axis (each on its own 2Δ).</summary>
    /// <param name="startA">Shape [3, paddedIons], likewise the others; padding is zero.</param>
    /// <param name="perTwoLags">1/(2Δ), 1/ps.</param>
    /// <param name="ionSum">Length paddedIons; gains the mean over the three axes, Å²/ps.</param>
    public static (double X, double Y, double Z) Add(
        ReadOnlySpan<float> startA, ReadOnlySpan<float> middleA, ReadOnlySpan<float> endA, double perTwoLags, Span<double> ionSum)
    {
        int ions = ionSum.Length;
        Vector256<float> scale = Vector256.Create((float)perTwoLags);
        Vector256<float> third = Vector256.Create(1f / 3f);
        Vector256<float> sumX = default, sumY = default, sumZ = default;
        ref float start = ref MemoryMarshal.GetReference(startA);
        ref float middle = ref MemoryMarshal.GetReference(middleA);
        ref float end = ref MemoryMarshal.GetReference(endA);
        ref double sums = ref MemoryMarshal.GetReference(ionSum);
        for (nuint i = 0; i < (nuint)ions; i += Lanes)
        {
            nuint y = i + (nuint)ions, z = y + (nuint)ions;
            Vector256<float> qx = Q(ref start, ref middle, ref end, i) * scale;
            Vector256<float> qy = Q(ref start, ref middle, ref end, y) * scale;
            Vector256<float> qz = Q(ref start, ref middle, ref end, z) * scale;
            sumX += qx;
            sumY += qy;
            sumZ += qz;
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen((qx + qy + qz) * third);
            (Vector256.LoadUnsafe(ref sums, i) + low).StoreUnsafe(ref sums, i);
            (Vector256.LoadUnsafe(ref sums, i + 4) + high).StoreUnsafe(ref sums, i + 4);
        }
        return (Vector256.Sum(sumX), Vector256.Sum(sumY), Vector256.Sum(sumZ));
    }

    /// <summary>The same for one coordinate, times 2Δ: u²/2 + w²/2 + 2uw.</summary>
    public static double Square(double startA, double middleA, double endA)
    {
        double u = middleA - startA, w = endA - middleA;
        return 0.5 * (u * u + w * w) + 2 * u * w;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Q(ref float start, ref float middle, ref float end, nuint at)
    {
        Vector256<float> m = Vector256.LoadUnsafe(ref middle, at);
        Vector256<float> u = m - Vector256.LoadUnsafe(ref start, at);
        Vector256<float> w = Vector256.LoadUnsafe(ref end, at) - m;
        return Vector256.Create(0.5f) * (u * u + w * w) + Vector256.Create(2f) * (u * w);
    }
}
