using StreamingSse.Kernel.Accumulators;

namespace StreamingSse.Kernel.Estimators;

/// <summary>Lags from one to another, both included, in frames.</summary>
public readonly record struct LagRange(int First, int Last)
{
    /// <summary>How many lags the range holds.</summary>
    public int Count => Math.Max(0, Last - First + 1);

    /// <summary>The paper's range, López et al. 2023, eq 4: ⌈L/2⌉…L with L = ⌊n/2⌋ of n frames.</summary>
    public static LagRange Paper(long frameCount)
    {
        int half = checked((int)(frameCount / 2));
        return new LagRange((half + 1) / 2, half);
    }

    /// <summary>The lags at multiples of the frame spacing within two times, both included up to rounding.</summary>
    public static LagRange Between(double fromPs, double toPs, double framePs) =>
        new((int)Math.Ceiling(fromPs / framePs - 1e-6), (int)Math.Floor(toPs / framePs + 1e-6));

    /// <summary>Indices into a curve of those of its lags that lie in the range and have been averaged over something.</summary>
    public int[] IndicesIn(MsdCurve curve)
    {
        LagRange range = this;
        return [.. Enumerable.Range(0, curve.Lags.Length)
            .Where(i => curve.Lags[i] >= range.First && curve.Lags[i] <= range.Last && curve.OriginCount[i] > 0)];
    }
}
