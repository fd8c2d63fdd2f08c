namespace StreamingSse.Bench;

/// <summary>Ions on a simple cubic lattice that exclude each other: tracer correlation factor below 1 (calibrated, ±0.4 %).</summary>
internal sealed class LatticeWalk : CoverageWalk
{
    private readonly double _ratePerPs, _correlationFactor;
    private readonly (int X, int Y, int Z) _edge;
    private readonly bool[] _occupied;
    private readonly (int X, int Y, int Z)[] _site;

    public LatticeWalk(int ionCount, CoverageRandom random, double ratePerPs) : base(ionCount, random)
    {
        (_edge, _correlationFactor) = ionCount switch
        {
            16 => ((3, 3, 3), 0.8585),
            64 => ((4, 4, 5), 0.745),
            200 => ((6, 6, 6), 0.688),
            _ => throw new ArgumentOutOfRangeException(nameof(ionCount), ionCount, "expected 16, 64 or 200 ions"),
        };
        (_ratePerPs, _occupied, _site) = (ratePerPs, new bool[_edge.X * _edge.Y * _edge.Z], new (int, int, int)[ionCount]);
        for (int i = 0; i < ionCount; i++)
        {
            do _site[i] = (random.Below(_edge.X), random.Below(_edge.Y), random.Below(_edge.Z));
            while (_occupied[Index(_site[i])]);
            _occupied[Index(_site[i])] = true;
        }
        Move(-200, 200);
        SitesA.AsSpan().Clear();
    }

    public override double TrueDA2PerPs =>
        _correlationFactor * _ratePerPs * (_occupied.Length - IonCount) / (_occupied.Length - 1) * HopA * HopA / 6;

    protected override void Move(double fromPs, double stepPs)
    {
        for (int n = Events(_ratePerPs * IonCount, stepPs); n > 0; n--)
        {
            (int ion, int axis, int by) = (Random.Below(IonCount), Random.Below(3), (int)Random.Sign());
            (int X, int Y, int Z) to = _site[ion];
            if (axis == 0) to.X = (to.X + by + _edge.X) % _edge.X;
            else if (axis == 1) to.Y = (to.Y + by + _edge.Y) % _edge.Y;
            else to.Z = (to.Z + by + _edge.Z) % _edge.Z;
            if (_occupied[Index(to)]) continue;
            (_occupied[Index(_site[ion])], _occupied[Index(to)], _site[ion]) = (false, true, to);
            Shift(ion, axis, by * HopA);
        }
    }

    private int Index((int X, int Y, int Z) site) => site.X + _edge.X * (site.Y + _edge.Y * site.Z);
}
