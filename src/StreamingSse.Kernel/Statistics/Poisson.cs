namespace StreamingSse.Kernel.Statistics;

/// <summary>Exact limits on the mean of a Poisson count (Garwood, Biometrika 28, 437 (1936)).</summary>
public static class Poisson
{
    /// <summary>Lower 97.5 % limit on the mean after <paramref name="count"/> events: χ²(0.025; 2n)/2, and 0 for n = 0.</summary>
    public static double Low95(long count) => count <= 0 ? 0 : 0.5 * ChiSquare.Quantile(0.025, 2.0 * count);

    /// <summary>Upper 97.5 % limit on the mean: χ²(0.975; 2n+2)/2; 3.689 for n = 0.</summary>
    public static double High95(long count) => 0.5 * ChiSquare.Quantile(0.975, 2.0 * count + 2);
}
