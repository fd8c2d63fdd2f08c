namespace StreamingSse.Kernel.Structure;

/// <summary>A crystal: a periodic cell and its sites.</summary>
/// <remarks>Immutable. Sites are in the order of the file; their species are elements.</remarks>
public sealed class CrystalStructure
{
    public CrystalStructure(Cell cell, IReadOnlyList<CrystalSite> sites)
    {
        if (!cell.IsValid) throw new ArgumentException($"expected a cell with a volume, got {cell.VolumeA3} Å³", nameof(cell));
        if (sites.Count == 0) throw new ArgumentException("expected at least one site, got none", nameof(sites));
        (Cell, Sites) = (cell, sites);
        var counts = new Dictionary<string, double>();
        foreach (SiteOccupant occupant in sites.SelectMany(site => site.Occupants))
            counts[occupant.Specie] = counts.GetValueOrDefault(occupant.Specie) + occupant.Occupancy;
        AtomCounts = counts;
    }

    public Cell Cell { get; }

    public IReadOnlyList<CrystalSite> Sites { get; }

    /// <summary>Atoms of each specie in the cell; not whole where sites are partly occupied.</summary>
    public IReadOnlyDictionary<string, double> AtomCounts { get; }

    public bool IsOrdered => Sites.All(site => site.IsOrdered);

    /// <summary>Mass over volume; NaN where a specie's mass is not known.</summary>
    public double DensityGPerCm3 =>
        AtomCounts.Sum(specie => Elements.TryGetMassAmu(specie.Key, out double amu) ? amu * specie.Value : double.NaN) / Cell.VolumeA3 * Units.GPerCm3PerAmuPerA3;
}
