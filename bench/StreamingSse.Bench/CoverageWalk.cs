namespace StreamingSse.Bench;

/// <summary>A synthetic motion of mobile ions with known D: steps of hops, plus whatever rides on them.</summary>
/// <remarks>Lengths Å, times ps, hop length 2.8 Å. Positions: shape [ionCount, 3], unwrapped.</remarks>
internal abstract class CoverageWalk(int ionCount, CoverageRandom random)
{
    public const double HopA = 2.8;

    protected int IonCount => ionCount;

    protected CoverageRandom Random => random;

    protected double[] SitesA { get; } = new double[3 * ionCount];

    protected double TimePs { get; private set; }

    /// <summary>True tracer diffusion coefficient, Å²/ps.</summary>
    public abstract double TrueDA2PerPs { get; }

    /// <summary>Moves everything on by <paramref name="stepPs"/> and writes the positions.</summary>
    public void Next(double stepPs, Span<double> positionsA)
    {
        if (stepPs > 0)
        {
            Move(TimePs, stepPs);
            TimePs += stepPs;
        }
        SitesA.CopyTo(positionsA);
        Ride(stepPs, positionsA);
    }

    protected abstract void Move(double fromPs, double stepPs);

    /// <summary>Adds vibration; overridden where none belongs.</summary>
    protected virtual void Ride(double stepPs, Span<double> positionsA) => Vibrate(stepPs, positionsA);

    protected void Shift(int ion, int axis, double byA) => SitesA[3 * ion + axis] += byA;

    /// <summary>Events of a Poisson process of constant rate within the step.</summary>
    protected int Events(double ratePerPs, double stepPs) => ratePerPs <= 0 ? 0 : random.Poisson(ratePerPs * stepPs);

    private double[]? _vibrationA;
    private const double VibrationA = 0.17;
    private const double VibrationPs = 0.2;

    private void Vibrate(double stepPs, Span<double> positionsA)
    {
        bool first = _vibrationA is null;
        _vibrationA ??= new double[3 * ionCount];
        AutoRegress(_vibrationA, first ? 0 : Math.Exp(-stepPs / VibrationPs), VibrationA);
        for (int c = 0; c < positionsA.Length; c++) positionsA[c] += _vibrationA[c];
    }

    /// <summary>One step of a stationary Ornstein–Uhlenbeck process of standard deviation <paramref name="sigmaA"/> per component.</summary>
    protected void AutoRegress(double[] xA, double kept, double sigmaA)
    {
        double fresh = sigmaA * Math.Sqrt(1 - kept * kept);
        for (int c = 0; c < xA.Length; c++) xA[c] = kept * xA[c] + fresh * random.Gaussian();
    }
}
