namespace StreamingSse.Formats.Following;

/// <summary>How long to wait before the next look at a file, from how often it has grown.</summary>
/// <remarks>
/// The interval between frames is the median of the last nine, its scatter their median deviation: a pause of the engine changes neither. Around the
/// expected moment the looks are close (a tenth of the interval, 40 ms at most); before it there is none; after it they space out by a
/// tenth of the waiting time, so that a thousand idle files cost little.
/// </remarks>
internal sealed class PollPace(FollowOptions options)
{
    private const int Samples = 9;
    private const double SpacedFraction = 0.1, LatestLookS = 0.04, LeastSlack = 0.1, MostSlack = 0.5, PathCheckFraction = 0.5, SlowestPathCheckS = 30;
    private readonly double[] _samplesS = new double[Samples], _sortedS = new double[Samples];
    private int _count;
    private double _slackS;

    /// <summary>Time between two frames, s; NaN until two intervals were seen, as the first may be a pause.</summary>
    public double IntervalS { get; private set; } = double.NaN;

    /// <summary>How long without growth makes a stall.</summary>
    public TimeSpan StallAfter => TimeSpan.FromSeconds(
        Math.Max(options.StallMinimum.TotalSeconds, double.IsNaN(IntervalS) ? 0 : options.StallFactor * IntervalS));

    /// <summary>Frames came after a wait.</summary>
    /// <param name="elapsed">Since the frames before.</param>
    public void Grew(TimeSpan elapsed, long frameCount)
    {
        _samplesS[_count++ % Samples] = elapsed.TotalSeconds / frameCount;
        if (_count < 2) return;
        IntervalS = Median(0);
        _slackS = Math.Clamp(4 * Median(IntervalS), LeastSlack * IntervalS, MostSlack * IntervalS);
    }

    /// <param name="waited">Since the file last grew, or since the start.</param>
    public TimeSpan Delay(TimeSpan waited)
    {
        double waitedS = waited.TotalSeconds, minS = options.PollMin.TotalSeconds, spacedS = SpacedFraction * waitedS;
        if (!double.IsNaN(IntervalS))
        {
            double closeS = Math.Clamp(SpacedFraction * IntervalS, minS, Math.Max(minS, LatestLookS)), earlyS = IntervalS - _slackS - waitedS;
            spacedS = earlyS > closeS ? earlyS : waitedS < IntervalS + _slackS ? closeS : Math.Max(closeS, spacedS);
        }
        return TimeSpan.FromSeconds(Math.Clamp(spacedS, minS, Math.Max(minS, options.PollMax.TotalSeconds)));
    }

    /// <summary>How far apart the looks at the path itself are: metadata calls are dear on a network file system.</summary>
    public TimeSpan PathCheckAfter(TimeSpan waited) => TimeSpan.FromSeconds(
        Math.Max(Math.Max(1, double.IsNaN(IntervalS) ? 0 : 1.5 * IntervalS), Math.Min(PathCheckFraction * waited.TotalSeconds, SlowestPathCheckS)));

    /// <summary>Median distance of the samples from a value, s; the lower one of two.</summary>
    private double Median(double fromS)
    {
        int count = Math.Min(_count, Samples);
        for (int i = 0; i < count; i++) _sortedS[i] = Math.Abs(_samplesS[i] - fromS);
        Array.Sort(_sortedS, 0, count);
        return _sortedS[(count - 1) / 2];
    }
}
