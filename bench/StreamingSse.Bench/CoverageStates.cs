namespace StreamingSse.Bench;

/// <summary>Each ion is mobile or trapped, and switches; D = rate · share mobile · a²/6. Waiting times exponential or of a cut power law.</summary>
internal sealed class ExchangeWalk : CoverageWalk
{
    private readonly double _ratePerPs, _mobilePs, _trappedPs;
    private readonly bool[] _mobile;
    private readonly double[] _switchPs;

    public ExchangeWalk(int ionCount, CoverageRandom random, double ratePerPs, double mobilePs, double trappedPs) : base(ionCount, random)
    {
        (_ratePerPs, _mobilePs, _trappedPs, _mobile, _switchPs) = (ratePerPs, mobilePs, trappedPs, new bool[ionCount], new double[ionCount]);
        for (int i = 0; i < ionCount; i++)
        {
            _mobile[i] = random.Uniform() < mobilePs / (mobilePs + trappedPs);
            _switchPs[i] = random.Exponential(_mobile[i] ? mobilePs : trappedPs);
        }
    }

    public override double TrueDA2PerPs => _ratePerPs * _mobilePs / (_mobilePs + _trappedPs) * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int i = 0; i < IonCount; i++)
        {
            for (; _switchPs[i] <= fromPs + stepPs; _switchPs[i] += Random.Exponential(_mobile[i] ? _mobilePs : _trappedPs)) _mobile[i] = !_mobile[i];
            if (!_mobile[i]) continue;
            for (int n = Events(_ratePerPs, stepPs); n > 0; n--) Shift(i, Random.Below(3), Random.Sign() * HopA);
        }
    }
}

/// <summary>Waiting times between hops from a power law t^(−1−α) between two cuts; stationary after a burn-in.</summary>
internal sealed class WaitingWalk : CoverageWalk
{
    private readonly double _alpha, _shortPs, _longPs;
    private readonly double[] _nextPs;

    public WaitingWalk(int ionCount, CoverageRandom random, double alpha, double shortPs, double longPs) : base(ionCount, random)
    {
        (_alpha, _shortPs, _longPs, _nextPs) = (alpha, shortPs, longPs, new double[ionCount]);
        for (int i = 0; i < ionCount; i++)
        {
            for (_nextPs[i] = -50 * longPs; _nextPs[i] < 0;) _nextPs[i] += Wait();
        }
    }

    public override double TrueDA2PerPs => HopA * HopA / 6 / MeanWaitPs;

    // ∫ t·t^(−1−α) / ∫ t^(−1−α) between the cuts.
    private double MeanWaitPs =>
        _alpha / (1 - _alpha) * (Math.Pow(_longPs, 1 - _alpha) - Math.Pow(_shortPs, 1 - _alpha)) / (Math.Pow(_shortPs, -_alpha) - Math.Pow(_longPs, -_alpha));

    protected override void Move(double fromPs, double stepPs)
    {
        for (int i = 0; i < IonCount; i++)
        {
            for (; _nextPs[i] <= fromPs + stepPs; _nextPs[i] += Wait()) Shift(i, Random.Below(3), Random.Sign() * HopA);
        }
    }

    private double Wait()
    {
        double low = Math.Pow(_shortPs, -_alpha), high = Math.Pow(_longPs, -_alpha);
        return Math.Pow(low - Random.Uniform() * (low - high), -1 / _alpha);
    }
}

/// <summary>A backbone of hops with dead-end pockets: an ion enters one, stays an exponential time, comes out where it went in.</summary>
internal sealed class PocketWalk : CoverageWalk
{
    private readonly double _ratePerPs, _enterPerPs, _stayPs;
    private readonly (int Axis, double ByA)[] _in;
    private readonly double[] _outPs;

    public PocketWalk(int ionCount, CoverageRandom random, double ratePerPs, double enterPerPs, double stayPs) : base(ionCount, random)
    {
        (_ratePerPs, _enterPerPs, _stayPs, _in, _outPs) = (ratePerPs, enterPerPs, stayPs, new (int, double)[ionCount], new double[ionCount]);
        for (int i = 0; i < ionCount; i++)
        {
            if (random.Uniform() < ShareInside) Enter(i, 0, moves: false);
        }
    }

    public override double TrueDA2PerPs => _ratePerPs * (1 - ShareInside) * HopA * HopA / 6;

    private double ShareInside => _enterPerPs * _stayPs / (1 + _enterPerPs * _stayPs);

    protected override void Move(double fromPs, double stepPs)
    {
        for (int i = 0; i < IonCount; i++)
        {
            if (_in[i].ByA != 0)
            {
                if (_outPs[i] > fromPs + stepPs) continue;
                Shift(i, _in[i].Axis, -_in[i].ByA);
                _in[i] = default;
            }
            for (int n = Events(_ratePerPs, stepPs); n > 0; n--) Shift(i, Random.Below(3), Random.Sign() * HopA);
            if (Events(_enterPerPs, stepPs) > 0) Enter(i, fromPs + stepPs, moves: true);
        }
    }

    private void Enter(int ion, double atPs, bool moves)
    {
        _in[ion] = (Random.Below(3), Random.Sign() * HopA);
        _outPs[ion] = atPs + Random.Exponential(_stayPs);
        if (moves) Shift(ion, _in[ion].Axis, _in[ion].ByA);
    }
}
