namespace StreamingSse.Kernel.Spectra;

/// <summary>Density of states of a specie or group from its velocity autocorrelation C at lags 0, δ, 2δ, …</summary>
/// <remarks>López et al., Mater. Horiz. 2023, 10, 1757, eq 5, in the two modes of <see cref="VdosMode"/>. Cost lags × bins × 0.12 ns.</remarks>
public static class Vdos
{
    /// <summary>The coarsest grid has 10 bins per THz; finer ones double that, so that every 0.1 THz stays on the grid.</summary>
    private const double FewestBinsPerThz = 10;

    /// <summary>g(ν) = 12 ∫ [C(t)/C(0)]·½(1 + cos(πt/Kδ))·cos(2πνt) dt over lags 0…(K−1)δ, trapezoid; 1/THz.</summary>
    /// <remarks>∫g dν over 0…1/(2δ) is 3, one for each direction of an atom's motion: an identity of the sampled transform.</remarks>
    /// <param name="correlation">Unbiased, mass-weighted C at K lags, any unit.</param>
    /// <param name="framePs">Spacing δ of the lags, ps.</param>
    public static DensityOfStates Standard(ReadOnlySpan<double> correlation, double framePs)
    {
        int lagCount = Validated(correlation, framePs);
        double[] coefficients = new double[lagCount];
        for (int m = 0; m < lagCount; m++)
        {
            double hann = 0.5 * (1 + Math.Cos(Math.PI * m / lagCount));
            double end = m == 0 || m == lagCount - 1 ? 0.5 : 1;
            coefficients[m] = 12 * framePs * end * hann * correlation[m] / correlation[0];
        }
        double binsPerThz = BinsPerThz(lagCount, framePs);
        return OnGrid(coefficients, framePs, binsPerThz, 1 + (int)Math.Floor(0.5 / framePs * binsPerThz * (1 + 1e-12)));
    }

    /// <summary>|rFFT| of the full correlation of 2n−1 points, normalised to 1 at lag 0, less its mean; dimensionless.</summary>
    /// <remarks>
    /// Biased: the raw lag sums over all origins, atoms and axes as they are, over the one at lag 0. The mean only empties the bin at 0.
    /// Bins are k/((2n−1)δ), k = 0…n−1. Where a run keeps fewer lags than frames, n is the number of lags.
    /// </remarks>
    /// <param name="rawSums">Σ_i Σ_k v_i(k)·v_i(k+m) at n lags, any unit.</param>
    public static DensityOfStates Paper(ReadOnlySpan<double> rawSums, double framePs)
    {
        int n = Validated(rawSums, framePs);
        double[] coefficients = new double[n];
        for (int m = 0; m < n; m++) coefficients[m] = (m == 0 ? 1 : 2) * rawSums[m] / rawSums[0];
        DensityOfStates transform = OnGrid(coefficients, framePs, (2 * n - 1) * framePs, n);
        double[] modulus = [.. transform.GPerThz.Select(Math.Abs)];
        modulus[0] = 0;
        return transform with { GPerThz = modulus };
    }

    /// <summary>10, doubled until bins lie at most half the resolution 1/Kδ apart.</summary>
    private static double BinsPerThz(int lagCount, double framePs)
    {
        double binsPerThz = FewestBinsPerThz;
        while (binsPerThz < 2 * lagCount * framePs) binsPerThz *= 2;
        return binsPerThz;
    }

    private static DensityOfStates OnGrid(double[] coefficients, double framePs, double binsPerThz, int count)
    {
        double[] g = new double[count];
        CosineSeries.Sum(coefficients, 2 * Math.PI * framePs / binsPerThz, g);
        return new DensityOfStates([.. Enumerable.Range(0, count).Select(k => k / binsPerThz)], g, coefficients.Length);
    }

    private static int Validated(ReadOnlySpan<double> correlation, double framePs)
    {
        if (correlation.Length < 2) throw new ArgumentException($"expected at least 2 lags, got {correlation.Length}", nameof(correlation));
        if (!(correlation[0] > 0))
            throw new ArgumentException($"expected a positive value at lag 0, got {correlation[0]}", nameof(correlation));
        if (!(framePs > 0)) throw new ArgumentOutOfRangeException(nameof(framePs), framePs, "expected a positive spacing, ps");
        return correlation.Length;
    }
}
