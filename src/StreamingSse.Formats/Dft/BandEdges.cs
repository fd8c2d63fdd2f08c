namespace StreamingSse.Formats.Dft;

/// <summary>The gap of a band structure from energies and occupations, over all k-points and spins.</summary>
internal sealed class BandEdges
{
    private readonly List<(double EnergyEv, double Occupation)> _bands = [];

    public int KPointCount { get; private set; }

    public int BandCount => _bands.Count;

    public void BeginKPoint() => KPointCount++;

    public void Add(double energyEv, double occupation) => _bands.Add((energyEv, occupation));

    /// <summary>Lowest empty less highest filled band, 0 for a metal, eV; NaN where all bands are filled, or none.</summary>
    public double GapEv()
    {
        if (_bands.Count == 0) return double.NaN;
        double half = _bands.Max(band => band.Occupation) / 2; // full is 2, or 1 for each spin
        double filled = double.NegativeInfinity, empty = double.PositiveInfinity;
        foreach ((double energyEv, double occupation) in _bands)
        {
            if (occupation > half) filled = Math.Max(filled, energyEv);
            else empty = Math.Min(empty, energyEv);
        }
        return double.IsFinite(filled) && double.IsFinite(empty) ? Math.Max(0, empty - filled) : double.NaN;
    }
}
