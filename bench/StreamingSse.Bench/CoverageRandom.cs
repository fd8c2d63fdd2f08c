using System.Numerics;

namespace StreamingSse.Bench;

/// <summary>xoshiro256++ (Blackman &amp; Vigna 2019) seeded by splitmix64: a seeded trajectory is the same on every machine and version.</summary>
internal sealed class CoverageRandom
{
    private ulong _a, _b, _c, _d;
    private double _spare = double.NaN;

    public CoverageRandom(ulong seed) => (_a, _b, _c, _d) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public int Below(int count) => (int)(Uniform() * count);

    public double Sign() => (NextBits() >> 63) == 0 ? 1 : -1;

    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double Gaussian()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }
        while (true)
        {
            double x = 2 * Uniform() - 1, y = 2 * Uniform() - 1, r2 = x * x + y * y;
            if (r2 is >= 1 or 0) continue;
            double scale = Math.Sqrt(-2 * Math.Log(r2) / r2);
            _spare = y * scale;
            return x * scale;
        }
    }

    /// <summary>Poisson count by waiting times; for small means.</summary>
    public int Poisson(double mean)
    {
        int count = 0;
        for (double left = mean - Exponential(1); left > 0; left -= Exponential(1)) count++;
        return count;
    }

    private ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_a + _d, 23) + _a, t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Split(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
