using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>How far the reading of one run is. One stage writes it, any number of views read it, nobody waits.</summary>
public sealed class RunCounters(TimeProvider clock)
{
    private long _frameCount;
    private long _segmentOffset;
    private int _segment;
    private int _generation;
    private double _timePs = double.NaN;
    [NotState("of this process's clock")] private long _lastFrameAt;
    [NotState("of this process")] private long _beginCount, _owedCount;
    [NotState("of the newest frame")] private double _driftA = double.NaN, _volumeA3 = double.NaN;
    private double _firstVolumeA3 = double.NaN;

    /// <summary>Frames of the present generation taken into the analysis so far.</summary>
    public long FrameCount => Volatile.Read(ref _frameCount);

    /// <summary>Index of the file that the newest frame came from.</summary>
    public int Segment => Volatile.Read(ref _segment);

    /// <summary>Bytes of that file up to the end of the newest frame.</summary>
    public long SegmentOffset => Volatile.Read(ref _segmentOffset);

    /// <summary>Time of the newest frame, ps since the start of the run; NaN before the first.</summary>
    public double TimePs => Volatile.Read(ref _timePs);

    /// <summary>How far the framework has moved since its block began, Å; NaN where that is not known.</summary>
    public double DriftA => Volatile.Read(ref _driftA);

    /// <summary>Volume of the first frame's cell since the reading began, Å³; NaN where frames have none.</summary>
    public double FirstVolumeA3 => Volatile.Read(ref _firstVolumeA3);

    /// <summary>Volume of the newest frame's cell, Å³; NaN where frames have none.</summary>
    public double VolumeA3 => Volatile.Read(ref _volumeA3);

    /// <summary>Wall time since the newest frame was read; null before the first.</summary>
    public TimeSpan? LastFrameAge => Volatile.Read(ref _lastFrameAt) is var at and not 0 ? clock.GetElapsedTime(at) : null;

    /// <summary>How often the reading was begun again after a failure.</summary>
    public long RestartCount => Math.Max(0, Volatile.Read(ref _beginCount) - 1);

    /// <summary>Frames that wait before a branch, summed over the branches.</summary>
    public long WaitingCount => Math.Max(0, Volatile.Read(ref _owedCount));

    /// <summary>The reading starts from nothing.</summary>
    internal void Begin()
    {
        Volatile.Write(ref _frameCount, 0);
        Volatile.Write(ref _owedCount, 0);
        Interlocked.Increment(ref _beginCount);
    }

    /// <summary>A frame is on its way to so many branches; each takes its own off again.</summary>
    internal void Owe(int branches) => Interlocked.Add(ref _owedCount, branches);

    /// <summary>Takes along how far the reading is; another thread may look at it meanwhile.</summary>
    internal void Carry(StateCarrier state)
    {
        (_frameCount, _generation, _segment) = (state.Carry(_frameCount), state.Carry(_generation), state.Carry(_segment));
        (_segmentOffset, _timePs, _firstVolumeA3) = (state.Carry(_segmentOffset), state.Carry(_timePs), state.Carry(_firstVolumeA3));
    }

    internal void Measure(double driftA, double volumeA3)
    {
        Volatile.Write(ref _driftA, driftA);
        Volatile.Write(ref _volumeA3, volumeA3);
        if (FrameCount == 1) Volatile.Write(ref _firstVolumeA3, volumeA3);
    }

    internal void Count(Frame frame)
    {
        Volatile.Write(ref _segment, frame.Origin.Segment);
        Volatile.Write(ref _segmentOffset, frame.Origin.EndOffset);
        Volatile.Write(ref _timePs, frame.TimePs);
        Volatile.Write(ref _lastFrameAt, clock.GetTimestamp());
        long before = frame.Origin.Generation == _generation ? _frameCount : 0;
        _generation = frame.Origin.Generation;
        Volatile.Write(ref _frameCount, before + 1);
    }
}
