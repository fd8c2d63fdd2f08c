using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Following;

/// <summary>Turns the marks of frames into times since the first frame of the run, ps.</summary>
/// <remarks>
/// From the file's own times where it has them, else step × time step, else count × frame spacing. The first frame of the run is at 0. Where the
/// numbering begins anew within a run (<see cref="Rebase"/>), time goes on.
/// </remarks>
internal sealed class RunTimeline(RunPlan plan)
{
    private enum Axis { FileTime, Step, Count }

    private readonly double _stepPs = plan.TimestepFs / Units.FsPerPs;
    private Axis _axis;
    private FrameMark _base, _last;
    private double _basePs;
    private long _slot, _baseSlot, _numberStride, _lost;

    /// <summary>True for a file without steps and times, whose frames are counted. Its numbers, if any, only show what is missing.</summary>
    public bool Counts => _axis == Axis.Count;

    /// <summary>The time of the last frame, ps.</summary>
    public double LastPs { get; private set; }

    /// <summary>The spacing of counted frames, ps; NaN on the other axes, where the frames show it.</summary>
    public double CountedPeriodPs => Counts ? plan.FrameFs / Units.FsPerPs : double.NaN;

    public void Begin(in FrameMark first)
    {
        _axis = double.IsFinite(first.RawPs) ? Axis.FileTime
            : first.Step is not null && plan.Format != TrajectoryFormat.Xdatcar && double.IsFinite(plan.TimestepFs) ? Axis.Step
            : Axis.Count;
        if (Counts && !double.IsFinite(plan.FrameFs))
            throw new BadInputException(plan.Segments[0], "a time, or a step and --timestep-fs, or --frame-fs", "frames without any");
        (_numberStride, _lost, _slot) = (0, 0, 0);
        Rebase(first, 0);
        LastPs = 0;
        _last = first;
    }

    /// <summary>From here on marks are counted from this one, which is at the given time.</summary>
    public void Rebase(in FrameMark mark, double atPs)
    {
        (_base, _last, _basePs, _baseSlot, _lost) = (mark, mark, atPs, _slot, 0);
        LastPs = atPs;
    }

    /// <summary>How far the frame lies after the last one, ps; NaN where it lacks the mark that the others have.</summary>
    public double AheadPs(in FrameMark mark) => _axis switch
    {
        Axis.FileTime => mark.RawPs - _last.RawPs,
        Axis.Step => mark.Step is long step ? (step - _last.Step!.Value) * _stepPs : double.NaN,
        _ => Slots(mark) * CountedPeriodPs,
    };

    /// <summary>The frame's time, ps; it is the last one now.</summary>
    public double Accept(in FrameMark mark)
    {
        if (Counts) _slot += Slots(mark);
        LastPs = _basePs + _axis switch
        {
            Axis.FileTime => mark.RawPs - _base.RawPs,
            Axis.Step => (mark.Step!.Value - _base.Step!.Value) * _stepPs,
            _ => (_slot - _baseSlot) * CountedPeriodPs,
        };
        (_last, _lost) = (mark, 0);
        return LastPs;
    }

    public void Carry(StateCarrier state)
    {
        (_axis, _base, _last, _basePs) = (state.Carry(_axis), state.Carry(_base), state.Carry(_last), state.Carry(_basePs));
        (_slot, _baseSlot, _numberStride, _lost) = (state.Carry(_slot), state.Carry(_baseSlot), state.Carry(_numberStride), state.Carry(_lost));
        LastPs = state.Carry(LastPs);
    }

    /// <summary>A frame was thrown away: where nothing but the count tells the time, it counts.</summary>
    public void Lose(long count = 1) => _lost += count;

    // Numbers tell what is missing; where there are none, the frames that were thrown away do.
    private long Slots(in FrameMark mark)
    {
        if (mark.Step is not long number || _last.Step is not long last || number <= last) return 1 + _lost;
        if (_numberStride == 0) _numberStride = (number - last) % (1 + _lost) == 0 ? (number - last) / (1 + _lost) : number - last;
        return (number - last) % _numberStride == 0 ? (number - last) / _numberStride : 1 + _lost;
    }
}
