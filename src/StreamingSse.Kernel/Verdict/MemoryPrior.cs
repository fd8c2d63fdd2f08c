namespace StreamingSse.Kernel.Verdict;

/// <summary>What is held likely of memory before the run is seen. Tuned on the models that docs/verdict.md names, judged on others.</summary>
internal static class MemoryPrior
{
    /// <summary>Weight of no memory beyond the short lags.</summary>
    public const double None = 0.4;

    /// <summary>Weight of D falling with lag: hops taken back, cages, pockets.</summary>
    public const double Falling = 0.5;

    /// <summary>Weight of D rising with lag: persistent or ballistic motion.</summary>
    public const double Rising = 0.1;

    /// <summary>Half-normal scale of the amplitude c, in parts of a level two octaves below the longest.</summary>
    public const double Amplitude = 0.4;

    /// <summary>Weight of the short lags holding no further memory of their own.</summary>
    public const double Simple = 0.5;

    /// <summary>Scale of the further memories at short lags, of either sign, in parts of the largest level.</summary>
    public const double Nuisance = 0.5;

    private const double Reach = 2;

    /// <summary>Memory times tried, ps: half-octaves from twice the shortest fitted lag to twice the lag up to which memory is looked for.</summary>
    public static double[] TimesPs(double shortestLagPs, double longestLagPs)
    {
        List<double> times = [];
        for (double t = 2 * shortestLagPs; t <= Reach * longestLagPs * 1.01; t *= Math.Sqrt(2)) times.Add(t);
        return [.. times];
    }

    /// <summary>Times of the further short memories, ps: they keep the shortest levels from deciding about the longest.</summary>
    public static double[] NuisanceTimesPs(double shortestLagPs) => [0.5 * shortestLagPs, shortestLagPs, 2 * shortestLagPs];
}
