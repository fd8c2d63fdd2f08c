namespace StreamingSse.Kernel.Structure;

/// <summary>Finds the site of a kind at a place, over periodic images.</summary>
/// <remarks>Sites lie in boxes, about one in each; a look-up sees those boxes alone that the tolerance touches, mostly one.</remarks>
internal sealed class SiteIndex
{
    private readonly CrystalStructure _structure;
    private readonly List<int>[] _boxes;
    private readonly int _perEdge;
    private readonly double _toleranceA;
    private readonly (double A, double B, double C) _reach;     // the tolerance in fractions of each edge

    public SiteIndex(CrystalStructure structure, double toleranceA)
    {
        (_structure, _toleranceA) = (structure, toleranceA);
        Cell cell = structure.Cell;
        double v = cell.VolumeA3;
        var metric = LatticeMetric.Of(cell);
        _reach = (
            toleranceA * Math.Sqrt(metric.BB * metric.CC - metric.BC * metric.BC) / v,
            toleranceA * Math.Sqrt(metric.AA * metric.CC - metric.AC * metric.AC) / v,
            toleranceA * Math.Sqrt(metric.AA * metric.BB - metric.AB * metric.AB) / v);
        double widest = Math.Max(_reach.A, Math.Max(_reach.B, _reach.C));
        _perEdge = (int)Math.Clamp(Math.Min(Math.Cbrt(structure.Sites.Count), 0.25 / widest), 1, 64);
        _boxes = [.. Enumerable.Range(0, _perEdge * _perEdge * _perEdge).Select(_ => new List<int>())];
        for (int site = 0; site < structure.Sites.Count; site++)
        {
            CrystalSite s = structure.Sites[site];
            _boxes[Box(Along(s.A), Along(s.B), Along(s.C))].Add(site);
        }
    }

    /// <summary>The site of this identity nearest to a place given in fractions; −1 where none lies within the tolerance.</summary>
    public int Find(string identity, (double A, double B, double C) at)
    {
        (int found, double nearestA) = (-1, _toleranceA);
        int a0 = Along(at.A - _reach.A), b0 = Along(at.B - _reach.B), c0 = Along(at.C - _reach.C);
        int a1 = Along(at.A + _reach.A), b1 = Along(at.B + _reach.B), c1 = Along(at.C + _reach.C);
        for (int a = a0; ; a = a1)
        {
            for (int b = b0; ; b = b1)
            {
                for (int c = c0; ; c = c1)
                {
                    foreach (int site in _boxes[Box(a, b, c)])
                    {
                        double distanceA = DistanceA(_structure.Sites[site], at);
                        if (distanceA <= nearestA && _structure.Sites[site].Identity == identity) (found, nearestA) = (site, distanceA);
                    }
                    if (c == c1) break;
                }
                if (b == b1) break;
            }
            if (a == a1) break;
        }
        return found;
    }

    private double DistanceA(CrystalSite site, (double A, double B, double C) at)
    {
        double a = site.A - at.A, b = site.B - at.B, c = site.C - at.C;
        (double x, double y, double z) = _structure.Cell.ToCartesian(a - Math.Round(a), b - Math.Round(b), c - Math.Round(c));
        return Math.Sqrt(x * x + y * y + z * z);
    }

    private int Along(double fraction) => (int)((fraction - Math.Floor(fraction)) * _perEdge) % _perEdge;

    private int Box(int a, int b, int c) => (a * _perEdge + b) * _perEdge + c;
}
