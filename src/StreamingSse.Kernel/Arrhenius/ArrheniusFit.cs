using StreamingSse.Kernel.Statistics;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>The line ln D = ln D₀ − E_a/(kT) through measured points and upper bounds, by maximum likelihood.</summary>
/// <param name="EaEv">Activation energy with its 95 % interval, eV.</param>
/// <param name="LogD0">ln of D₀ in Å²/ps.</param>
/// <param name="Covariance">Of ln D₀ and E_a: (var ln D₀, cov, var E_a), in eV where E_a is in it; such that 1.96 √variance is the half-width of a 95 % interval.</param>
/// <param name="ChiSquare">Of the measured points.</param>
/// <param name="Inflation">χ² per degree of freedom of the measured points, the square of Birge's ratio, 1 at least.</param>
/// <remarks>
/// A measured point has a Gaussian likelihood in ln D. A bound U of a run in which no hop was seen is exp(−3.69 D/U), 0.025 at D = U (Garwood, Biometrika 28,
/// 437 (1936), n = 0). Any other bound is a limit on a D that was seen: Φ(ln(U/D)/0.1), so that a line close below U costs next to nothing and one above it
/// very much. All are log-concave in (ln D₀, E_a), so that Newton's method finds the only maximum. The interval
/// is that of the curvature there. Where the points scatter more than their errors tell, the variances are multiplied by χ²/(n − 2) (Birge, Phys. Rev. 40, 207
/// (1932)), which n points know badly: Student's t with n − 2 degrees of freedom stands in place of 1.96 then. Cost O(n) per step, fewer than 50 steps.
/// </remarks>
public sealed record ArrheniusFit(
    Interval EaEv, double LogD0, (double D0, double Both, double Ea) Covariance, int MeasuredCount, int BoundCount, double ChiSquare, double Inflation)
{
    /// <summary>Of all points and bounds at the maximum, without the constants of the Gaussians.</summary>
    public double LogLikelihood { get; private init; }

    private const int MaxSteps = 50;
    private const double Settled = 1e-12;
    private const double LimitWidth = 0.1; // in ln D

    /// <summary>Minus the logarithm of the likelihood of a bound of no event at the bound itself.</summary>
    public static double BoundExponent { get; } = Poisson.High95(0);

    /// <summary>D at another temperature with its 95 % interval, Å²/ps: the line and its band.</summary>
    public Interval DAt(double temperatureK)
    {
        double x = 1 / (Units.BoltzmannEvPerK * temperatureK), log = LogD0 - EaEv.Value * x;
        double error = Normal.Z975 * Math.Sqrt(LogVarianceAt(temperatureK));
        return new Interval(Math.Exp(log), Math.Exp(log - error), Math.Exp(log + error));
    }

    /// <summary>Variance of ln D on the line.</summary>
    public double LogVarianceAt(double temperatureK)
    {
        double x = 1 / (Units.BoltzmannEvPerK * temperatureK);
        return Math.Max(0, Covariance.D0 - 2 * x * Covariance.Both + x * x * Covariance.Ea);
    }

    /// <summary>The fit, or null with the reason where the points have no slope.</summary>
    public static ArrheniusFit? Of(IReadOnlyList<ArrheniusPoint> points, out string? missing)
    {
        ArrheniusPoint[] measured = [.. points.Where(point => !point.IsBound)];
        int temperatures = measured.Select(point => point.TemperatureK).Distinct().Count();
        missing = temperatures switch
        {
            0 => "no temperature has a D yet",
            1 => $"only {measured[0].TemperatureK:0.#} K has a D: a slope needs two temperatures",
            _ => null,
        };
        return missing is null ? Maximum(points, measured) : null;
    }

    private static ArrheniusFit Maximum(IReadOnlyList<ArrheniusPoint> points, ArrheniusPoint[] measured)
    {
        // About the mean of 1/kT the two parameters are nearly independent, which keeps the system well conditioned.
        double centre = measured.Average(point => InverseEv(point.TemperatureK));
        var sum = Likelihood.Of(measured, centre, 0, 0); // the measured points alone are a linear problem, solved by one step from anywhere
        (double a, double b) = sum.Step();
        for (int step = 0; step < MaxSteps; step++)
        {
            sum = Likelihood.Of(points, centre, a, b);
            (double da, double db) = sum.Step();
            double scale = 1;
            while (scale > 1e-6 && !(Likelihood.Of(points, centre, a + scale * da, b + scale * db).Log >= sum.Log - Settled)) scale *= 0.5;
            (a, b) = (a + scale * da, b + scale * db);
            if (Math.Abs(da) + Math.Abs(db) * centre < Settled) break;
        }
        sum = Likelihood.Of(points, centre, a, b);
        double inflation = measured.Length > 2 ? Math.Max(1, sum.ChiSquare / (measured.Length - 2)) : 1;
        double widened = inflation > 1 ? StudentT.Quantile(0.975, measured.Length - 2) / Normal.Z975 : 1;
        double determinant = sum.Aa * sum.Bb - sum.Ab * sum.Ab, scaled = inflation * widened * widened / determinant;
        (double varA, double cov, double varB) = (sum.Bb * scaled, -sum.Ab * scaled, sum.Aa * scaled);
        double half = Normal.Z975 * Math.Sqrt(varB);
        // ln D = a + b (x − c), E_a = −b, ln D₀ = a − b c.
        return new ArrheniusFit(
            new Interval(-b, -b - half, -b + half), a - b * centre, (varA - 2 * centre * cov + centre * centre * varB, -cov + centre * varB, varB),
            measured.Length, points.Count - measured.Length, sum.ChiSquare, inflation)
        {
            LogLikelihood = sum.Log,
        };
    }

    internal static double InverseEv(double temperatureK) => 1 / (Units.BoltzmannEvPerK * temperatureK);

    /// <summary>Logarithm of the likelihood at one place, its slope and its (negative) curvature.</summary>
    private readonly record struct Likelihood(double Log, double A, double B, double Aa, double Ab, double Bb, double ChiSquare)
    {
        public static Likelihood Of(IReadOnlyList<ArrheniusPoint> points, double centre, double a, double b)
        {
            double log = 0, ga = 0, gb = 0, aa = 0, ab = 0, bb = 0, chiSquare = 0;
            foreach (ArrheniusPoint point in points)
            {
                double x = InverseEv(point.TemperatureK) - centre, line = a + b * x, slope, curvature;
                if (point.IsNothingSeen)
                {
                    slope = -BoundExponent * Math.Exp(line) / point.UpperBound95;
                    (log, curvature) = (log + slope, -slope);
                }
                else if (point.IsBound)
                {
                    double z = (Math.Log(point.UpperBound95) - line) / LimitWidth;
                    (double logLimit, double mills) = Normal.LogCumulative(z);
                    (log, slope, curvature) = (log + logLimit, -mills / LimitWidth, mills * (mills + z) / (LimitWidth * LimitWidth));
                }
                else
                {
                    double left = Math.Log(point.D.Value) - line, weight = 1 / (point.LogError * point.LogError);
                    (log, slope, curvature) = (log - 0.5 * weight * left * left, weight * left, weight);
                    chiSquare += weight * left * left;
                }
                (ga, gb) = (ga + slope, gb + slope * x);
                (aa, ab, bb) = (aa + curvature, ab + curvature * x, bb + curvature * x * x);
            }
            return new Likelihood(log, ga, gb, aa, ab, bb, chiSquare);
        }

        /// <summary>Newton's step to the maximum.</summary>
        public (double A, double B) Step()
        {
            double determinant = Aa * Bb - Ab * Ab;
            return ((Bb * A - Ab * B) / determinant, (Aa * B - Ab * A) / determinant);
        }
    }
}
