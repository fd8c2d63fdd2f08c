namespace StreamingSse.Bench;

/// <summary>A free underdamped Langevin particle, by the exact joint update of position and velocity (Gillespie 1996).</summary>
internal sealed class LangevinWalk : CoverageWalk
{
    private readonly double _trueD, _frictionPerPs;
    private readonly double[] _velocities;

    public LangevinWalk(int ionCount, CoverageRandom random, double trueDA2PerPs, double frictionPerPs) : base(ionCount, random)
    {
        (_trueD, _frictionPerPs, _velocities) = (trueDA2PerPs, frictionPerPs, new double[3 * ionCount]);
        for (int c = 0; c < _velocities.Length; c++) _velocities[c] = random.Gaussian() * Math.Sqrt(trueDA2PerPs * frictionPerPs);
    }

    public override double TrueDA2PerPs => _trueD;

    protected override void Move(double fromPs, double stepPs)
    {
        double g = _frictionPerPs, v2 = _trueD * g, e = Math.Exp(-g * stepPs);
        double positionVariance = v2 / (g * g) * (2 * g * stepPs - 3 + 4 * e - e * e), velocityVariance = v2 * (1 - e * e);
        double shared = v2 / g * (1 - e) * (1 - e) / Math.Sqrt(velocityVariance);
        double own = Math.Sqrt(Math.Max(positionVariance - shared * shared, 0));
        for (int c = 0; c < _velocities.Length; c++)
        {
            (double z1, double z2) = (Random.Gaussian(), Random.Gaussian());
            SitesA[c] += _velocities[c] * (1 - e) / g + shared * z1 + own * z2;
            _velocities[c] = e * _velocities[c] + Math.Sqrt(velocityVariance) * z1;
        }
    }

    protected override void Ride(double stepPs, Span<double> positionsA) { }
}

/// <summary>Brownian motion plus bounded Ornstein–Uhlenbeck motions: sub-diffusive up to the slowest of them.</summary>
internal sealed class CageWalk : CoverageWalk
{
    private readonly double _trueD;
    private readonly (double TimePs, double SigmaA, double[] XA)[] _cages;

    public CageWalk(int ionCount, CoverageRandom random, double trueDA2PerPs, params (double TimePs, double SigmaA)[] cages) : base(ionCount, random)
    {
        (_trueD, _cages) = (trueDA2PerPs, [.. cages.Select(c => (c.TimePs, c.SigmaA, new double[3 * ionCount]))]);
        foreach ((_, double sigmaA, double[] xA) in _cages) AutoRegress(xA, 0, sigmaA);
    }

    /// <summary>Cages of 1, 2, 4 … ps with variance 0.037·√τ Å² each, so that the MSD climbs like √t until the last.</summary>
    public static CageWalk SubDiffusive(int ionCount, CoverageRandom random, double trueDA2PerPs, double longestPs)
    {
        List<(double, double)> cages = [];
        for (double tau = 1; tau <= longestPs; tau *= 2) cages.Add((tau, Math.Sqrt(0.037 * Math.Sqrt(tau))));
        return new(ionCount, random, trueDA2PerPs, [.. cages]);
    }

    public override double TrueDA2PerPs => _trueD;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int c = 0; c < SitesA.Length; c++) SitesA[c] += Random.Gaussian() * Math.Sqrt(2 * _trueD * stepPs);
        foreach ((double timePs, double sigmaA, double[] xA) in _cages) AutoRegress(xA, Math.Exp(-stepPs / timePs), sigmaA);
    }

    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        foreach ((_, _, double[] xA) in _cages)
        {
            for (int c = 0; c < xA.Length; c++) positionsA[c] += xA[c];
        }
    }
}

/// <summary>Pairs that share a wandering centre and turn about it: their ions move together, and each rattles within the pair.</summary>
internal sealed class PairWalk(int ionCount, CoverageRandom random, double ratePerPs, double turnPs) : CoverageWalk(ionCount, random)
{
    private readonly double[] _turnA = new double[3 * (ionCount / 2)];
    private bool _drawn;

    public override double TrueDA2PerPs => ratePerPs * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount / 2, stepPs); n > 0; n--)
        {
            (int pair, int axis, double byA) = (Random.Below(IonCount / 2), Random.Below(3), Random.Sign() * HopA);
            Shift(2 * pair, axis, byA);
            Shift(2 * pair + 1, axis, byA);
        }
        AutoRegress(_turnA, _drawn ? Math.Exp(-stepPs / turnPs) : 0, 0.8);
        _drawn = true;
    }

    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        base.Ride(stepPs, positionsA);
        for (int pair = 0; pair < IonCount / 2; pair++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                positionsA[6 * pair + axis] += _turnA[3 * pair + axis];
                positionsA[6 * pair + 3 + axis] -= _turnA[3 * pair + axis];
            }
        }
    }
}
