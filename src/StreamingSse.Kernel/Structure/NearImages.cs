namespace StreamingSse.Kernel.Structure;

/// <summary>The periodic images of a displacement that are no longer than a reach.</summary>
internal sealed class NearImages
{
    private readonly Cell _cell;
    private readonly double _reachA;
    private readonly (double A, double B, double C) _extent;    // of the sphere of that radius, in fractions

    public NearImages(Cell cell, double reachA)
    {
        (_cell, _reachA) = (cell, reachA);
        var metric = LatticeMetric.Of(cell);
        double v = cell.VolumeA3;
        _extent = (
            reachA * Math.Sqrt(metric.BB * metric.CC - metric.BC * metric.BC) / v,
            reachA * Math.Sqrt(metric.AA * metric.CC - metric.AC * metric.AC) / v,
            reachA * Math.Sqrt(metric.AA * metric.BB - metric.AB * metric.AB) / v);
    }

    /// <summary>False where no image can be within the reach: to be asked first, as it is cheap.</summary>
    public bool MayReach(double a, double b, double c) =>
        Math.Abs(a - Math.Round(a)) <= _extent.A && Math.Abs(b - Math.Round(b)) <= _extent.B && Math.Abs(c - Math.Round(c)) <= _extent.C;

    /// <summary>Lengths of the images within the reach, Å, of a displacement in fractions.</summary>
    public IEnumerable<double> Distances(double a, double b, double c)
    {
        for (double i = First(a, _extent.A); i <= _extent.A; i++)
            for (double j = First(b, _extent.B); j <= _extent.B; j++)
                for (double k = First(c, _extent.C); k <= _extent.C; k++)
                {
                    (double x, double y, double z) = _cell.ToCartesian(i, j, k);
                    double distanceA = Math.Sqrt(x * x + y * y + z * z);
                    if (distanceA <= _reachA) yield return distanceA;
                }

        static double First(double at, double extent) => at + Math.Ceiling(-extent - at);
    }
}
