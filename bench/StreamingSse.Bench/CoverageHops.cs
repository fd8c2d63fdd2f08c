namespace StreamingSse.Bench;

/// <summary>Independent hops; optionally a fast start, a common breathing rate, channels along z, a mobile part of the ions.</summary>
internal sealed class HopWalk(
    int ionCount, CoverageRandom random, double ratePerPs, double boost = 0, double boostPs = 1, double relaxA = 0, double mobileShare = 1,
    double breathing = 0, double breathingPs = 1, bool channels = false, double persistence = 0) : CoverageWalk(ionCount, random)
{
    private readonly int _mobile = (int)Math.Round(ionCount * mobileShare);
    private readonly double[] _relax = new double[3 * ionCount];
    private readonly (int Axis, double Sign)[] _last = new (int, double)[ionCount];
    private double _logRate = double.NaN;
    private bool _relaxDrawn;

    public override double TrueDA2PerPs =>
        ratePerPs * _mobile / IonCount * HopA * HopA / 6 * (1 + persistence) / (1 - persistence);

    protected override void Move(double fromPs, double stepPs)
    {
        double rate = ratePerPs * (1 + boost * Math.Exp(-(fromPs + stepPs) / boostPs)) * Breath(stepPs);
        for (int n = Events(rate * _mobile, stepPs); n > 0; n--)
        {
            int ion = Random.Below(_mobile);
            if (persistence == 0 || Random.Uniform() >= persistence || _last[ion].Sign == 0)
                _last[ion] = (channels ? 2 : Random.Below(3), Random.Sign());
            Shift(ion, _last[ion].Axis, _last[ion].Sign * HopA);
        }
    }

    protected override void Ride(double stepPs, Span<double> positionsA)
    {
        base.Ride(stepPs, positionsA);
        if (relaxA == 0) return;
        if (!_relaxDrawn)
        {
            for (int c = 0; c < _relax.Length; c++) _relax[c] = Random.Gaussian() * relaxA / Math.Sqrt(3);
            _relaxDrawn = true;
        }
        double done = 1 - Math.Exp(-TimePs / 10);
        for (int c = 0; c < _relax.Length; c++) positionsA[c] += _relax[c] * done;
    }

    private double Breath(double stepPs)
    {
        if (breathing == 0) return 1;
        double kept = Math.Exp(-stepPs / breathingPs);
        _logRate = double.IsNaN(_logRate) ? Random.Gaussian() : kept * _logRate + Math.Sqrt(1 - kept * kept) * Random.Gaussian();
        return Math.Exp(breathing * _logRate - 0.5 * breathing * breathing);
    }
}

/// <summary>A part p of all hops returns after an exponential time; stationary from the start.</summary>
internal sealed class BackHopWalk : CoverageWalk
{
    private readonly double _ratePerPs, _returnShare, _returnPs;
    private readonly int _mobile;
    private readonly PriorityQueue<(int Ion, int Axis, double ByA), double> _returns = new();

    public BackHopWalk(int ionCount, CoverageRandom random, double ratePerPs, double returnShare, double returnPs, double mobileShare = 1)
        : base(ionCount, random)
    {
        (_ratePerPs, _returnShare, _returnPs, _mobile) = (ratePerPs, returnShare, returnPs, (int)Math.Round(ionCount * mobileShare));
        for (int n = random.Poisson(ratePerPs * returnShare * returnPs * _mobile); n > 0; n--)
            _returns.Enqueue((random.Below(_mobile), random.Below(3), random.Sign() * HopA), random.Exponential(returnPs));
    }

    public override double TrueDA2PerPs => _ratePerPs * (1 - _returnShare) * _mobile / IonCount * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(_ratePerPs * _mobile, stepPs); n > 0; n--)
        {
            (int ion, int axis, double byA) = (Random.Below(_mobile), Random.Below(3), Random.Sign() * HopA);
            Shift(ion, axis, byA);
            if (Random.Uniform() < _returnShare) _returns.Enqueue((ion, axis, -byA), fromPs + Random.Uniform() * stepPs + Random.Exponential(_returnPs));
        }
        while (_returns.TryPeek(out (int Ion, int Axis, double ByA) back, out double duePs) && duePs <= fromPs + stepPs)
        {
            _returns.Dequeue();
            Shift(back.Ion, back.Axis, back.ByA);
        }
    }
}

/// <summary>Channels of <c>ring</c> ions of which <c>together</c> neighbours hop at once.</summary>
internal sealed class StringWalk(int ionCount, CoverageRandom random, double ratePerPs, int ring, int together) : CoverageWalk(ionCount, random)
{
    private readonly int _rings = ionCount / ring;

    public override double TrueDA2PerPs => ratePerPs * (_rings * ring) / IonCount * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs / together * ring * _rings, stepPs); n > 0; n--)
        {
            (int which, int axis, double byA, int first) = (Random.Below(_rings), Random.Below(3), Random.Sign() * HopA, Random.Below(ring));
            for (int j = 0; j < together; j++) Shift(which * ring + (first + j) % ring, axis, byA);
        }
    }
}

/// <summary>Loops of four ions that turn by one place at once: the four move along +x, +y, −x, −y, so their sum stays.</summary>
internal sealed class LoopWalk(int ionCount, CoverageRandom random, double ratePerPs) : CoverageWalk(ionCount, random)
{
    public override double TrueDA2PerPs => ratePerPs * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(ratePerPs * IonCount / 4, stepPs); n > 0; n--)
        {
            (int a, int b, double sign) = (Random.Below(3), 1 + Random.Below(2), Random.Sign());
            b = (a + b) % 3;
            int first = Random.Below(IonCount);
            for (int j = 0; j < 4; j++) Shift((first + j) % IonCount, j % 2 == 0 ? a : b, (j < 2 ? sign : -sign) * HopA);
        }
    }
}

/// <summary>Two sites, back and forth for ever: D = 0.</summary>
internal sealed class RattleWalk : CoverageWalk
{
    private readonly double _ratePerPs;
    private readonly bool[] _up;

    public RattleWalk(int ionCount, CoverageRandom random, double ratePerPs) : base(ionCount, random)
    {
        (_ratePerPs, _up) = (ratePerPs, new bool[ionCount]);
        for (int i = 0; i < ionCount; i++) _up[i] = random.Uniform() < 0.5;
    }

    public override double TrueDA2PerPs => 0;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(_ratePerPs * IonCount, stepPs); n > 0; n--)
        {
            int ion = Random.Below(IonCount);
            Shift(ion, 0, _up[ion] ? -HopA : HopA);
            _up[ion] = !_up[ion];
        }
    }
}
