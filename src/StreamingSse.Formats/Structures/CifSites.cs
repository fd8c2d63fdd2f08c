using StreamingSse.Kernel;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>Spreads the atoms of an asymmetric unit over the cell; atoms of several species on one place become one site.</summary>
internal sealed class CifSites(Cell cell, IReadOnlyList<CifOperation> operations)
{
    private const double SameA = 0.05;          // files round 1/3 to 0.333
    private static readonly double[] SameByMultiplicityA = [SameA, 0.01, 0.002];
    private readonly List<CrystalSite> _sites = [];

    public IReadOnlyList<CrystalSite> Sites => _sites;

    /// <param name="multiplicity">How many images the file says there are; images are told apart more finely where they would be fewer. 0 where it does not say.</param>
    public void Add(string specie, (double A, double B, double C) at, double occupancy, int multiplicity)
    {
        var orbit = Orbit(at, SameA);
        foreach (double sameA in SameByMultiplicityA)
        {
            var finer = Orbit(at, sameA);
            if (finer.Count == multiplicity) orbit = finer;
        }
        int before = _sites.Count;
        foreach (var place in orbit) Place(specie, (Fold(place.Sum.A / place.Count), Fold(place.Sum.B / place.Count), Fold(place.Sum.C / place.Count)), occupancy, before);
    }

    private List<((double A, double B, double C) First, (double A, double B, double C) Sum, int Count)> Orbit((double A, double B, double C) at, double sameA)
    {
        List<((double A, double B, double C) First, (double A, double B, double C) Sum, int Count)> orbit = [];
        foreach (CifOperation operation in operations)
        {
            (double A, double B, double C) image = operation.Apply(at);
            int same = orbit.FindIndex(known => DistanceA(known.First, image) < sameA);
            if (same < 0) orbit.Add((image, image, 1));
            else
            {
                // On a special position the mean of its images is the position itself, without the file's rounding.
                var known = orbit[same];
                (double a, double b, double c) = Nearest(known.First, image);
                orbit[same] = (known.First, (known.Sum.A + known.First.A + a, known.Sum.B + known.First.B + b, known.Sum.C + known.First.C + c), known.Count + 1);
            }
        }
        return orbit;
    }

    private void Place(string specie, (double A, double B, double C) at, double occupancy, int before)
    {
        for (int site = 0; site < before; site++)
        {
            CrystalSite known = _sites[site];
            if (known.Occupancy + occupancy > 1.02 || DistanceA((known.A, known.B, known.C), at) >= SameA) continue;
            _sites[site] = new CrystalSite(known.A, known.B, known.C, With(known.Occupants, specie, occupancy));
            return;
        }
        _sites.Add(CrystalSite.Of(specie, at.A, at.B, at.C, occupancy));
    }

    private static SiteOccupant[] With(IReadOnlyList<SiteOccupant> occupants, string specie, double occupancy)
    {
        double before = occupants.FirstOrDefault(occupant => occupant.Specie == specie).Occupancy;
        return [.. occupants.Where(occupant => occupant.Specie != specie).Append(new SiteOccupant(specie, before + occupancy)).OrderBy(occupant => occupant.Specie, StringComparer.Ordinal)];
    }

    private double DistanceA((double A, double B, double C) from, (double A, double B, double C) to)
    {
        (double a, double b, double c) = Nearest(from, to);
        (double x, double y, double z) = cell.ToCartesian(a, b, c);
        return Math.Sqrt(x * x + y * y + z * z);
    }

    private static (double, double, double) Nearest((double A, double B, double C) from, (double A, double B, double C) to)
    {
        double a = to.A - from.A, b = to.B - from.B, c = to.C - from.C;
        return (a - Math.Round(a), b - Math.Round(b), c - Math.Round(c));
    }

    private static double Fold(double fraction) => fraction - Math.Floor(fraction);
}
