using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Displacement sums in bounded memory: level k follows every 2^k-th frame, for lags up to baseLag·2^k.</summary>
/// <remarks>
/// Level 0 has all origins up to the base lag L; level k ≥ 1 adds the lags j·2^k, L/2 &lt; j ≤ L, by every 2^k-th origin. Frames are left out,
/// never averaged: averaging would smooth the vibration away and lower the MSD. A new level begins while the one below still holds every frame of the
/// stretch, so all levels count from its first frame. What <see cref="Seed"/> hands over stays in by all its origins; from then on each origin of
/// level k stands for the 2^k − 1 after it. Memory: one level more per doubling of the stretch, 18 B × (L + L/8) × series each.
/// </remarks>
internal sealed class MsdLevels(SeriesLayout layout, TilePool pool, int baseLag)
{
    private readonly List<Level> _levels = [new Level(new DisplacementSums(layout, pool, baseLag))];
    private long _stretchLength;

    public int BaseLag => baseLag;

    public int LevelCount => _levels.Count;

    public long OwnBytes => _levels.Sum(level => level.Sums.OwnBytes + level.EarlierBytes);

    /// <summary>Bytes at most of one level.</summary>
    public static long BytesOfLevel(SeriesLayout layout, TilePool pool, int baseLag) =>
        BlockCorrelator.BytesOf(layout, pool, baseLag) + 4L * layout.GroupCount * baseLag * sizeof(double);

    public void Add(ReadOnlySpan<double> row)
    {
        for (int k = 0; k < _levels.Count && _stretchLength % (1L << k) == 0; k++) _levels[k].Sums.Add(row);
        _stretchLength++;
        if (_levels[^1].Sums.StretchLength == baseLag) AddLevel();
    }

    public void Break()
    {
        foreach (Level level in _levels) level.Sums.Break();
        _stretchLength = 0;
    }

    /// <summary>Takes over from sums that have all lags by all origins, and uses them up.</summary>
    /// <param name="longestStretch">Frames of the longest stretch in them.</param>
    /// <param name="exactLayout">Their groups, which may be more than are followed from here on.</param>
    /// <param name="groups">Which of those they are, in the order of this layout.</param>
    public void Seed(DisplacementSums exact, int longestStretch, SeriesLayout exactLayout, int[] groups)
    {
        double[][] all = exact.Read(longestStretch);
        double[][] sums = [.. groups.Select(group => all[group])];
        var origins = new long[longestStretch];
        for (int lag = 0; lag < longestStretch; lag++) origins[lag] = exact.OriginCount(lag);
        var followed = new double[layout.RowLength];
        exact.Replay(consume: true, row =>
        {
            for (int g = 0; g < groups.Length; g++) exactLayout.Part(row, groups[g]).CopyTo(followed.AsSpan(layout.Start(g)));
            Add(followed);
        });
        for (int k = 0; k < _levels.Count; k++) _levels[k].TakeOver(sums, origins, 1 << k, baseLag);
    }

    /// <summary>The lags kept up to <paramref name="maxLag"/>, ascending, with their mean sums per origin, shape [group][lag], and origins.</summary>
    public (int[] Lags, double[][] Means, long[] Origins) Read(int maxLag)
    {
        var lags = new List<int>();
        var origins = new List<long>();
        var means = new List<double>[layout.GroupCount];
        for (int g = 0; g < means.Length; g++) means[g] = [];
        for (int k = 0; k < _levels.Count; k++)
        {
            int first = k == 0 ? 0 : baseLag / 2 + 1, last = (int)Math.Min(baseLag, (long)maxLag >> k);
            if (first > last) break;
            double[][] sums = _levels[k].Sums.Read(last + 1);
            for (int j = first; j <= last; j++)
            {
                (double weight, long count) = _levels[k].Origins(j, 1 << k);
                lags.Add(j << k);
                origins.Add(count);
                for (int g = 0; g < means.Length; g++) means[g].Add(((1 << k) * sums[g][j] + _levels[k].Earlier(g, j)) / weight);
            }
        }
        return ([.. lags], [.. means.Select(m => m.ToArray())], [.. origins]);
    }

    public void Carry(StateCarrier state)
    {
        _stretchLength = state.Carry(_stretchLength);
        int levelCount = state.Carry(_levels.Count);
        while (_levels.Count < levelCount) _levels.Add(new Level(new DisplacementSums(layout, pool, baseLag, baseLag / 2)));
        foreach (Level level in _levels) level.Carry(state);
    }

    // The top level is about to pass its base lag: a coarser one begins with every second of its frames.
    private void AddLevel()
    {
        var next = new DisplacementSums(layout, pool, baseLag, baseLag / 2);
        int frame = 0;
        _levels[^1].Sums.Replay(consume: false, row =>
        {
            if (frame++ % 2 == 0) next.Add(row);
        });
        _levels.Add(new Level(next));
    }

    private sealed class Level(DisplacementSums sums)
    {
        // What the exact sums hold beyond stride × this level's own sums over the same frames.
        private double[][] _earlier = [];
        private double[] _earlierWeight = [];
        private long[] _earlierCount = [];

        public DisplacementSums Sums => sums;

        public long EarlierBytes => (_earlier.Length + 2) * (long)_earlierWeight.Length * sizeof(double);

        public void TakeOver(double[][] exact, long[] exactOrigins, int stride, int baseLag)
        {
            int lagCount = Math.Min(baseLag, (exactOrigins.Length - 1) / stride) + 1;
            double[][] own = sums.Read(lagCount);
            _earlier = [.. own.Select((o, g) => o.Select((sum, j) => exact[g][j * stride] - stride * sum).ToArray())];
            _earlierWeight = [.. Enumerable.Range(0, lagCount).Select(j => exactOrigins[j * stride] - (double)stride * sums.OriginCount(j))];
            _earlierCount = [.. Enumerable.Range(0, lagCount).Select(j => exactOrigins[j * stride] - sums.OriginCount(j))];
        }

        public void Carry(StateCarrier state)
        {
            sums.Carry(state);
            int groupCount = state.Carry(_earlier.Length);
            if (state.IsLoading) _earlier = new double[groupCount][];
            for (int g = 0; g < groupCount; g++) _earlier[g] = state.Carry(_earlier[g]);
            (_earlierWeight, _earlierCount) = (state.Carry(_earlierWeight), state.Carry(_earlierCount));
        }

        public double Earlier(int group, int j) => j < _earlierWeight.Length ? _earlier[group][j] : 0;

        public (double Weight, long Count) Origins(int j, int stride)
        {
            long own = sums.OriginCount(j);
            return j < _earlierWeight.Length ? (_earlierWeight[j] + (double)stride * own, _earlierCount[j] + own) : ((double)stride * own, own);
        }
    }
}
