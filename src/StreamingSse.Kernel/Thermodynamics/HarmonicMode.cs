namespace StreamingSse.Kernel.Thermodynamics;

/// <summary>A quantum harmonic oscillator of energy ω (meV) at T (K): its mean energy, heat capacity, free energy, entropy.</summary>
/// <remarks>
/// With y = ω/2kT: E = (ω/2)·coth y, C_v = k·(y/sinh y)², F = kT·ln(2 sinh y), S = k·(y·coth y − ln(2 sinh y)); the same functions as in
/// López et al. 2023 (E = ω(½ + 1/(eˣ−1)) and so on, x = 2y), written so that neither ω → 0 nor large ω/T loses digits. F = E − T·S.
/// At ω = 0: E = kT, C_v = k, F = −∞, S = +∞.
/// </remarks>
public static class HarmonicMode
{
    private const double K = Units.BoltzmannMevPerK;

    /// <summary>Zero-point and thermal energy, meV.</summary>
    public static double EnergyMev(double omegaMev, double temperatureK)
    {
        double y = HalfRatio(omegaMev, temperatureK);
        return y == 0 ? K * temperatureK : 0.5 * omegaMev / Math.Tanh(y);
    }

    /// <summary>Heat capacity, meV/K; at most k.</summary>
    public static double HeatCapacityMevPerK(double omegaMev, double temperatureK)
    {
        double y = HalfRatio(omegaMev, temperatureK);
        if (y == 0) return K;
        if (y > 350) return 0; // sinh overflows, the value is below 10⁻²⁹⁹
        double ratio = y / Math.Sinh(y);
        return K * Math.Min(1, ratio * ratio);
    }

    /// <summary>Helmholtz free energy, meV.</summary>
    public static double FreeEnergyMev(double omegaMev, double temperatureK) =>
        K * temperatureK * LogTwoSinh(HalfRatio(omegaMev, temperatureK));

    /// <summary>Entropy, meV/K.</summary>
    public static double EntropyMevPerK(double omegaMev, double temperatureK)
    {
        double y = HalfRatio(omegaMev, temperatureK);
        if (y == 0) return double.PositiveInfinity;
        if (y < 1) return K * (y / Math.Tanh(y) - LogTwoSinh(y));
        double e = Math.Exp(-2 * y); // what is left of S when both terms have cancelled to their common y
        return K * (2 * y * e / (1 - e) - LogOneMinus(e));
    }

    private static double HalfRatio(double omegaMev, double temperatureK)
    {
        if (!(temperatureK > 0))
            throw new ArgumentOutOfRangeException(nameof(temperatureK), temperatureK, "expected a positive temperature, K");
        if (!(omegaMev >= 0))
            throw new ArgumentOutOfRangeException(nameof(omegaMev), omegaMev, "expected no negative frequency, meV");
        return omegaMev / (2 * K * temperatureK);
    }

    private static double LogTwoSinh(double y) => y < 1 ? Math.Log(2 * Math.Sinh(y)) : y + LogOneMinus(Math.Exp(-2 * y));

    private static double LogOneMinus(double e) => e < 1e-5 ? -e * (1 + e * (0.5 + e / 3)) : Math.Log(1 - e);
}
