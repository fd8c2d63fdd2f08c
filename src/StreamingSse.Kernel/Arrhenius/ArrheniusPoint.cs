using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>D of one material at one temperature: measured, or known to lie below a bound.</summary>
/// <param name="D">Å²/ps with its 95 % interval; NaN for a bound.</param>
/// <param name="UpperBound95">Å²/ps; NaN where D was measured.</param>
public readonly record struct ArrheniusPoint(double TemperatureK, Interval D, double UpperBound95)
{
    public static ArrheniusPoint Measured(double temperatureK, Interval dA2PerPs) => new(temperatureK, dA2PerPs, double.NaN);

    public static ArrheniusPoint Below(double temperatureK, double boundA2PerPs) =>
        new(temperatureK, new Interval(double.NaN, double.NaN, double.NaN), boundA2PerPs);

    /// <summary>A bound of a run in which no hop was seen: 3.69 hops at it, 97.5 %.</summary>
    public static ArrheniusPoint NothingSeenBelow(double temperatureK, double boundA2PerPs) => Below(temperatureK, boundA2PerPs) with { IsNothingSeen = true };

    /// <summary>Whether the bound is that of no event; a limit on a D that was seen, but not to be quoted, otherwise.</summary>
    public bool IsNothingSeen { get; init; }

    public bool IsBound => double.IsNaN(D.Value);

    /// <summary>Standard error of ln D.</summary>
    public double LogError => Math.Log(D.High95 / D.Low95) / (2 * Statistics.Normal.Z975);
}
