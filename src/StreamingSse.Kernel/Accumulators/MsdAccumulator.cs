using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Mean squared displacement of each specie, per axis and collective, online.</summary>
/// <remarks>
/// MSD(m) = 1/(N·(T−m)) Σ_i Σ_k |r_i(k+m) − r_i(k)|²  [Å²], lags m up to half of the longest stretch (López et al. 2023, eq 3), and
/// |Σ_i (r_i(k+m) − r_i(k))|²/N for the ions of a specie together. Positions must be unwrapped.
/// <b>Exact</b> (every lag, all origins) while that fits the budget: 16 B × 3 × atoms × frames, O(log T) a coordinate and frame.
/// The whole stretch is held: how long the run will be is not known, and every frame is the origin of some lag still to come. Then <b>levels</b> (<see cref="MsdLevels"/>): all
/// origins to the base lag, longer lags by every 2^k-th origin; what was counted exactly stays in. The base lag is 1024 frames, or
/// 512 or 256 where eight levels would not fit the budget. Where not even those fit, <b>lean</b>: the species that matter go on in levels, from a
/// base lag down to 64, and the others are let go. Levels grow beyond a smaller budget, by log T.
/// A pure function of the frames, the breaks, the budget and its changes: a replay gives the same bits. Not thread-safe: one actor owns it.
/// </remarks>
public sealed class MsdAccumulator
{
    private const int LongestBaseLag = 1024, ShortestBaseLag = 256, LevelsToFit = 8;
    private const int ShortestLeanBaseLag = 64, LeanLevelsToFit = 12;

    private readonly AtomTable _atoms;
    private readonly int[] _leanSpecies;
    private int[] _species;
    private DisplacementRow _row;
    private TilePool _pool;
    private DisplacementSums? _exact;
    private MsdLevels? _levels;
    private long _budgetBytes;
    private long _stretchLength;
    private long _longestStretch;
    private long _exactFrameCount;

    /// <param name="species">Species to follow, all without it; fewer need less memory.</param>
    /// <param name="leanSpecies">Those of them that matter most, and are followed alone where the budget allows no more.</param>
    public MsdAccumulator(AtomTable atoms, long memoryBudgetBytes, IReadOnlyList<int>? species = null, IReadOnlyList<int>? leanSpecies = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBudgetBytes);
        _atoms = atoms;
        _species = [.. species ?? [.. Enumerable.Range(0, atoms.SpecieNames.Count)]];
        _leanSpecies = [.. _species.Where(specie => leanSpecies?.Contains(specie) == true)];
        _budgetBytes = memoryBudgetBytes;
        _row = new DisplacementRow(atoms, _species);
        _pool = new TilePool(_row.Layout.VectorCount);
        _exact = new DisplacementSums(_row.Layout, _pool);
    }

    public long FrameCount { get; private set; }

    /// <summary>Every lag by all origins so far.</summary>
    public bool IsExact => _exact != null;

    /// <summary>Only the species that matter most are followed any more.</summary>
    public bool IsLean { get; private set; }

    /// <summary>Bytes held, those for the next readout included.</summary>
    public long MemoryBytes => _pool.Bytes + (_exact?.OwnBytes ?? 0) + (_levels?.OwnBytes ?? 0);

    /// <summary>Which lags are averages over all origins and which over some.</summary>
    public string LagsInWords
    {
        get
        {
            long maxLag = _longestStretch / 2;
            string whose = IsLean ? $"{string.Join(", ", _species.Select(specie => _atoms.SpecieNames[specie]))} only: " : "";
            if (_levels == null || maxLag <= _levels.BaseLag) return $"{whose}all lags to {maxLag} frames by all origins";
            int coarsest = 0;
            while ((long)_levels.BaseLag << coarsest < maxLag) coarsest++;
            string longer = coarsest == 1 ? "every 2nd origin" : $"every 2nd to every {1 << coarsest}th origin";
            string before = _exactFrameCount > 0 ? $" (by all origins before frame {_exactFrameCount})" : "";
            return $"{whose}all lags to {_levels.BaseLag} frames by all origins, longer ones to {maxLag} frames by {longer}{before}";
        }
    }

    /// <param name="positionsA">Unwrapped positions, shape [atomCount, 3], Å.</param>
    public void Add(ReadOnlySpan<double> positionsA)
    {
        if (positionsA.Length != 3 * _atoms.AtomCount)
            throw new ArgumentException($"expected {3 * _atoms.AtomCount} coordinates, got {positionsA.Length}", nameof(positionsA));

        if (_exact is { IsBetweenTiles: true } && _exact.BytesAfterNextTile > _budgetBytes) GoOnInLevels();
        if (_stretchLength == 0) _row.SetOrigin(positionsA);
        ReadOnlySpan<double> row = _row.Fill(positionsA);
        if (_exact != null) _exact.Add(row);
        else _levels!.Add(row);
        FrameCount++;
        _longestStretch = Math.Max(_longestStretch, ++_stretchLength);
    }

    /// <summary>Starts a new block of origins: no pair of frames is formed across this point.</summary>
    public void BeginBlock()
    {
        if (_stretchLength == 0) return;
        _exact?.Break();
        _levels?.Break();
        _stretchLength = 0;
    }

    /// <summary>Changes the budget. A smaller one may end the exact mode now; a larger one puts its end off, but never brings it back.</summary>
    public void SetBudget(long memoryBudgetBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBudgetBytes);
        _budgetBytes = memoryBudgetBytes;
        if (_exact != null && _exact.BytesAfterNextTile > _budgetBytes) GoOnInLevels();
    }

    /// <summary>One curve a specie, of the frames so far. Costs the transform of the open block, and changes nothing.</summary>
    public MsdCurve[] Read()
    {
        int maxLag = checked((int)(_longestStretch / 2));
        if (_levels != null)
        {
            (int[] lags, double[][] means, long[] origins) = _levels.Read(maxLag);
            return Curves(lags, means, origins);
        }
        double[][] sums = _exact!.Read(maxLag + 1);
        var originCount = new long[maxLag + 1];
        for (int lag = 0; lag <= maxLag; lag++)
        {
            originCount[lag] = _exact.OriginCount(lag);
            foreach (double[] group in sums) group[lag] /= originCount[lag]; // 0/0, no frame yet, is NaN
        }
        return Curves([.. Enumerable.Range(0, maxLag + 1)], sums, originCount);
    }

    /// <summary>Takes the state along, the budget too.</summary>
    public void Carry(StateCarrier state)
    {
        if (state.Carry(IsLean) && state.IsLoading) FollowLeanSpecies();
        int baseLag = state.Carry(_levels?.BaseLag ?? 0);
        if (state.IsLoading && baseLag > 0) (_exact, _levels) = (null, new MsdLevels(_row.Layout, _pool, baseLag));
        FrameCount = state.Carry(FrameCount);
        (_budgetBytes, _stretchLength, _longestStretch) = (state.Carry(_budgetBytes), state.Carry(_stretchLength), state.Carry(_longestStretch));
        _exactFrameCount = state.Carry(_exactFrameCount);
        _row.Carry(state);
        _exact?.Carry(state);
        _levels?.Carry(state);
        _pool.Carry(state);
    }

    private MsdCurve[] Curves(int[] lags, double[][] means, long[] origins)
    {
        for (int i = 0; i < _species.Length; i++)
            for (int g = 0; g < DisplacementRow.GroupsPerSpecie; g++)
            {
                double[] group = means[DisplacementRow.GroupsPerSpecie * i + g];
                for (int lag = 0; lag < group.Length; lag++) group[lag] /= _atoms.AtomsOf(_species[i]).Length;
            }
        return [.. _species.Select((specie, i) => new MsdCurve(specie, _atoms.AtomsOf(specie).Length, lags,
            means[4 * i], means[4 * i + 1], means[4 * i + 2], means[4 * i + 3], origins))];
    }

    private void GoOnInLevels()
    {
        DisplacementRow all = _row;
        int[] groups = [.. Enumerable.Range(0, all.Layout.GroupCount)];
        int? baseLag = BaseLagWithinBudget(LongestBaseLag, ShortestBaseLag, LevelsToFit);
        if (baseLag is null && _leanSpecies.Length > 0 && _leanSpecies.Length < _species.Length)
        {
            groups = [.. _leanSpecies.SelectMany(specie => Enumerable.Range(DisplacementRow.GroupsPerSpecie * Array.IndexOf(_species, specie), DisplacementRow.GroupsPerSpecie))];
            FollowLeanSpecies();
            _row.SetOrigin(all, groups);
            baseLag = BaseLagWithinBudget(LongestBaseLag, ShortestLeanBaseLag, LeanLevelsToFit) ?? ShortestLeanBaseLag;
        }
        _levels = new MsdLevels(_row.Layout, _pool, baseLag ?? ShortestBaseLag);
        _levels.Seed(_exact!, checked((int)_longestStretch), all.Layout, groups);
        _exact = null;
        _exactFrameCount = FrameCount;
        _pool.Trim();
    }

    private void FollowLeanSpecies()
    {
        IsLean = true;
        _species = _leanSpecies;
        _row = new DisplacementRow(_atoms, _species);
        _pool = new TilePool(_row.Layout.VectorCount);
    }

    private int? BaseLagWithinBudget(int longest, int shortest, int levels)
    {
        for (int baseLag = longest; baseLag >= shortest; baseLag /= 2)
            if (levels * MsdLevels.BytesOfLevel(_row.Layout, _pool, baseLag) <= _budgetBytes) return baseLag;
        return null;
    }
}
