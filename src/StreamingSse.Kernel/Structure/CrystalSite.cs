namespace StreamingSse.Kernel.Structure;

/// <summary>A place in a cell and the set of (specie, occupancy) found there.</summary>
/// <param name="a">Fractional coordinate along a, and so on.</param>
/// <param name="occupants">In order of name; one for each specie.</param>
public sealed class CrystalSite(double a, double b, double c, IReadOnlyList<SiteOccupant> occupants)
{
    /// <summary>Occupancies are told apart to this many parts of one: files write 0.333 beside 0.3333.</summary>
    private const double OccupancySteps = 500;

    public double A { get; } = a;

    public double B { get; } = b;

    public double C { get; } = c;

    public IReadOnlyList<SiteOccupant> Occupants { get; } = occupants;

    public static CrystalSite Of(string specie, double a, double b, double c, double occupancy = 1) => new(a, b, c, [new SiteOccupant(specie, occupancy)]);

    /// <summary>Two sites can be mapped onto each other only where this is equal.</summary>
    public string Identity { get; } = string.Join('+', occupants.Select(o => o.Occupancy >= 1 - 1 / OccupancySteps ? o.Specie : $"{o.Specie}{Math.Round(o.Occupancy * OccupancySteps)}"));

    /// <summary>Share of such sites that hold anything.</summary>
    public double Occupancy => Occupants.Sum(occupant => occupant.Occupancy);

    /// <summary>One specie, always there.</summary>
    public bool IsOrdered => Occupants.Count == 1 && Occupants[0].Occupancy >= 1 - 1 / OccupancySteps;

    public double OccupancyOf(string specie)
    {
        foreach (SiteOccupant occupant in Occupants)
            if (occupant.Specie == specie) return occupant.Occupancy;
        return 0;
    }
}
