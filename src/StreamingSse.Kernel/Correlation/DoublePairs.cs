using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Correlation;

/// <summary>An array of sums of products, each kept as high + low of 106 bits.</summary>
internal sealed class DoublePairs(int length)
{
    /// <summary>A spread below this share of the mean square is the rounding of a constant column.</summary>
    private const double Rounding = 1e-26;

    private readonly double[] _high = new double[length];
    private readonly double[] _low = new double[length];

    /// <summary>Adds x·y to four sums, exactly but for the last bits of the pair.</summary>
    public void AddProduct(int at, Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> product = x * y;
        Add(at, product, Vector256.FusedMultiplyAdd(x, y, -product));
    }

    /// <summary>Adds x·y·mask to four sums, where the mask is 0, 1 or −1.</summary>
    public void AddProduct(int at, Vector256<double> x, Vector256<double> y, Vector256<double> mask)
    {
        Vector256<double> product = x * y;
        Add(at, product * mask, Vector256.FusedMultiplyAdd(x, y, -product) * mask);
    }

    /// <summary>This − first·second/n: a sum of products about the mean; zero where only rounding is left.</summary>
    public double AboutMean(int at, DoublePairs first, int firstAt, DoublePairs second, int secondAt, int n)
    {
        if (n == 0) return 0;
        (double x, double y) = (first._high[firstAt], second._high[secondAt]);
        double product = x * y, productLow = Math.FusedMultiplyAdd(x, y, -product) + x * second._low[secondAt] + y * first._low[firstAt];
        // n·Σxy − Σx·Σy: the quotient by n is left to the end, since a division would round.
        double scaled = n * _high[at], scaledLow = Math.FusedMultiplyAdd(n, _high[at], -scaled) + n * _low[at];
        double difference = scaled - product, back = difference - scaled;
        double lost = scaled - (difference - back) - (product + back);
        double result = difference + (lost + (scaledLow - productLow));
        return Math.Abs(result) <= Rounding * Math.Abs(scaled) ? 0 : result / n;
    }

    // Knuth's two-sum of the high parts; the low parts follow in plain arithmetic.
    private void Add(int at, Vector256<double> value, Vector256<double> valueLow)
    {
        Vector256<double> high = Vector256.Create(_high, at), sum = high + value, back = sum - high;
        Vector256<double> low = Vector256.Create(_low, at) + (high - (sum - back) + (value - back)) + valueLow;
        Vector256<double> renewed = sum + low;
        renewed.CopyTo(_high, at);
        (low - (renewed - sum)).CopyTo(_low, at);
    }
}
