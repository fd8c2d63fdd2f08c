namespace StreamingSse.Kernel.Accumulators;

/// <summary>Where the series of each group stand in a row of a correlator.</summary>
/// <remarks>
/// A vector is eight real series, two in each lane as one complex series. Each group begins a vector of its own; the slots that it leaves empty
/// are zero in every row. Group g has the slots Start(g) … Start(g) + seriesPerGroup[g] − 1.
/// </remarks>
internal sealed class SeriesLayout
{
    public const int VectorSlots = 8;
    private readonly int[] _firstVector;

    public SeriesLayout(ReadOnlySpan<int> seriesPerGroup)
    {
        if (seriesPerGroup.Length == 0) throw new ArgumentException("expected at least one group, got none", nameof(seriesPerGroup));
        _firstVector = new int[seriesPerGroup.Length + 1];
        for (int g = 0; g < seriesPerGroup.Length; g++)
        {
            if (seriesPerGroup[g] < 1) throw new ArgumentException($"group {g}: expected at least one series, got {seriesPerGroup[g]}", nameof(seriesPerGroup));
            _firstVector[g + 1] = _firstVector[g] + (seriesPerGroup[g] + VectorSlots - 1) / VectorSlots;
        }
    }

    public int GroupCount => _firstVector.Length - 1;

    public int VectorCount => _firstVector[^1];

    /// <summary>Doubles in a row.</summary>
    public int RowLength => VectorCount * VectorSlots;

    public int FirstVector(int group) => _firstVector[group];

    public int VectorCountOf(int group) => _firstVector[group + 1] - _firstVector[group];

    public int Start(int group) => _firstVector[group] * VectorSlots;

    /// <summary>A group's part of a row, empty slots included.</summary>
    public ReadOnlySpan<double> Part(ReadOnlySpan<double> row, int group) => row.Slice(Start(group), VectorCountOf(group) * VectorSlots);
}
