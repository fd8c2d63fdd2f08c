namespace StreamingSse.Bench;

/// <summary>Hops whose common rate swings: a sine of random phase, or a switch between two rates at random times.</summary>
internal sealed class SwingWalk : CoverageWalk
{
    private readonly double _lowPerPs, _highPerPs, _timePs, _phase;
    private readonly bool _switches;
    private bool _high;

    /// <param name="timePs">Period of the sine, or mean time in either state.</param>
    public SwingWalk(int ionCount, CoverageRandom random, double lowPerPs, double highPerPs, double timePs, bool switches) : base(ionCount, random)
    {
        (_lowPerPs, _highPerPs, _timePs, _switches) = (lowPerPs, highPerPs, timePs, switches);
        (_phase, _high) = (2 * Math.PI * random.Uniform(), random.Uniform() < 0.5);
    }

    public override double TrueDA2PerPs => 0.5 * (_lowPerPs + _highPerPs) * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        if (_switches && Random.Uniform() < 1 - Math.Exp(-stepPs / _timePs)) _high = !_high;
        double share = _switches ? (_high ? 1 : 0) : 0.5 + 0.5 * Math.Sin(_phase + 2 * Math.PI * (fromPs + 0.5 * stepPs) / _timePs);
        for (int n = Events((_lowPerPs + share * (_highPerPs - _lowPerPs)) * IonCount, stepPs); n > 0; n--)
            Shift(Random.Below(IonCount), Random.Below(3), Random.Sign() * HopA);
    }
}

/// <summary>Hops, and each ion a weakly damped swing about its site; or all of them one common sway.</summary>
internal sealed class SwayWalk(int ionCount, CoverageRandom random, double ratePerPs, double periodPs, double lifePs, double sigmaA, bool common)
    : CoverageWalk(ionCount, random)
{
    private readonly double[] _re = new double[3 * ionCount];
    private readonly double[] _im = new double[3 * ionCount];
    private bool _drawn;

    public override double TrueDA2PerPs => ratePerPs * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount, stepPs); n > 0; n--) Shift(Random.Below(IonCount), Random.Below(3), Random.Sign() * HopA);
    }

    // A complex Ornstein–Uhlenbeck process that turns: its real part has the correlation e^(−t/life)·cos(2πt/period).
    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        base.Ride(stepPs, positionsA);
        double kept = _drawn ? Math.Exp(-stepPs / lifePs) : 0, angle = 2 * Math.PI * stepPs / periodPs, cos = Math.Cos(angle), sin = Math.Sin(angle);
        for (int c = 0; c < _re.Length; c++) (_re[c], _im[c]) = (cos * _re[c] - sin * _im[c], sin * _re[c] + cos * _im[c]);
        AutoRegress(_re, kept, sigmaA);
        AutoRegress(_im, kept, sigmaA);
        _drawn = true;
        for (int c = 0; c < positionsA.Length; c++) positionsA[c] += _re[common ? c % 3 : c];
    }
}

/// <summary>An event carries an ion one to <c>longest</c> sites on in one direction.</summary>
internal sealed class FlightWalk(int ionCount, CoverageRandom random, double ratePerPs, int longest) : CoverageWalk(ionCount, random)
{
    public override double TrueDA2PerPs => ratePerPs * (longest + 1) * (2 * longest + 1) / 6.0 * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount, stepPs); n > 0; n--)
            Shift(Random.Below(IonCount), Random.Below(3), Random.Sign() * HopA * (1 + Random.Below(longest)));
    }
}

/// <summary>Cages of six sites: fast jumps within, slow ones from cage to cage (none: D = 0).</summary>
internal sealed class SixSitesWalk : CoverageWalk
{
    private const double RadiusA = 1.6;
    private const double CageA = 4;
    private readonly double _withinPerPs, _betweenPerPs;
    private readonly int[] _site;

    public SixSitesWalk(int ionCount, CoverageRandom random, double withinPerPs, double betweenPerPs) : base(ionCount, random)
    {
        (_withinPerPs, _betweenPerPs, _site) = (withinPerPs, betweenPerPs, new int[ionCount]);
        for (int i = 0; i < ionCount; i++) _site[i] = random.Below(6);
    }

    public override double TrueDA2PerPs => _betweenPerPs * CageA * CageA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(_withinPerPs * IonCount, stepPs); n > 0; n--) _site[Random.Below(IonCount)] = Random.Below(6);
        for (int n = Events(_betweenPerPs * IonCount, stepPs); n > 0; n--) Shift(Random.Below(IonCount), Random.Below(3), Random.Sign() * CageA);
    }

    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        base.Ride(stepPs, positionsA);
        for (int i = 0; i < _site.Length; i++) positionsA[3 * i + _site[i] / 2] += _site[i] % 2 == 0 ? RadiusA : -RadiusA;
    }
}

/// <summary>Waits of two kinds drawn anew at every hop: most short, some long.</summary>
internal sealed class TwoWaitsWalk : CoverageWalk
{
    private readonly double _shortPs, _longPs, _longShare;
    private readonly double[] _nextPs;

    public TwoWaitsWalk(int ionCount, CoverageRandom random, double shortPs, double longPs, double longShare) : base(ionCount, random)
    {
        (_shortPs, _longPs, _longShare, _nextPs) = (shortPs, longPs, longShare, new double[ionCount]);
        for (int i = 0; i < ionCount; i++)
        {
            for (_nextPs[i] = -20 * longPs; _nextPs[i] < 0;) _nextPs[i] += Wait();
        }
    }

    public override double TrueDA2PerPs => HopA * HopA / 6 / (_shortPs + _longShare * (_longPs - _shortPs));

    protected override void Move(double fromPs, double stepPs)
    {
        for (int i = 0; i < IonCount; i++)
        {
            for (; _nextPs[i] <= fromPs + stepPs; _nextPs[i] += Wait()) Shift(i, Random.Below(3), Random.Sign() * HopA);
        }
    }

    private double Wait() => Random.Exponential(Random.Uniform() < _longShare ? _longPs : _shortPs);
}

/// <summary>A hop is followed, after an exponential time, by the neighbour's hop the same way.</summary>
internal sealed class FollowWalk(int ionCount, CoverageRandom random, double ratePerPs, double delayPs) : CoverageWalk(ionCount, random)
{
    private readonly PriorityQueue<(int Ion, int Axis, double ByA), double> _due = new();

    public override double TrueDA2PerPs => 2 * ratePerPs * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount, stepPs); n > 0; n--)
        {
            (int ion, int axis, double byA) = (Random.Below(IonCount), Random.Below(3), Random.Sign() * HopA);
            Shift(ion, axis, byA);
            _due.Enqueue(((ion + 1) % IonCount, axis, byA), fromPs + Random.Uniform() * stepPs + Random.Exponential(delayPs));
        }
        while (_due.TryPeek(out (int Ion, int Axis, double ByA) next, out double duePs) && duePs <= fromPs + stepPs)
        {
            _due.Dequeue();
            Shift(next.Ion, next.Axis, next.ByA);
        }
    }
}

/// <summary>Hops confined to the planes of a layered crystal, beside a slow Ornstein–Uhlenbeck cage.</summary>
internal sealed class PlaneWalk(int ionCount, CoverageRandom random, double ratePerPs, double cagePs, double cageA) : CoverageWalk(ionCount, random)
{
    private readonly double[] _cageA = new double[3 * ionCount];
    private bool _drawn;

    public override double TrueDA2PerPs => ratePerPs * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount, stepPs); n > 0; n--) Shift(Random.Below(IonCount), Random.Below(2), Random.Sign() * HopA);
    }

    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        base.Ride(stepPs, positionsA);
        if (cageA == 0) return;
        AutoRegress(_cageA, _drawn ? Math.Exp(-stepPs / cagePs) : 0, cageA);
        _drawn = true;
        for (int c = 0; c < positionsA.Length; c++) positionsA[c] += _cageA[c];
    }
}
