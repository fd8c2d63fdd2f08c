namespace StreamingSse.Kernel.Structure;

/// <summary>A specie on a site, and the share of such sites that hold it, above 0 and at most 1.</summary>
public readonly record struct SiteOccupant(string Specie, double Occupancy);
