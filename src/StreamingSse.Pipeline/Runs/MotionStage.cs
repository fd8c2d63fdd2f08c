using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>Temperature, the swing of the framework about its sites, and the consecutive windows.</summary>
internal sealed class MotionStage : IBranchStage
{
    private readonly AtomTable _atoms;
    private readonly Func<IReadOnlyList<string>> _segments;
    private readonly KineticTemperature _temperature;
    private readonly SiteSpread _sites;
    private readonly RunWindows _windows;
    private readonly FrameSpacing _spacing = new();
    private double _firstPs = double.NaN, _lastPs = double.NaN;
    private int _segment;

    /// <param name="segments">The files of the chain so far.</param>
    public MotionStage(RunSetup setup, Func<IReadOnlyList<string>> segments)
    {
        (_atoms, _segments) = (setup.Plan.Atoms, segments);
        int[] mobile = [.. setup.MobileAtoms];
        _temperature = new KineticTemperature(_atoms);
        _sites = new SiteSpread(_atoms, [.. Enumerable.Range(0, _atoms.AtomCount).Except(mobile)]);
        _windows = new RunWindows(mobile);
    }

    public void BeginBlock()
    {
        _sites.BeginBlock();
        _windows.BeginBlock();
        _spacing.BeginBlock();
    }

    public void Add(Frame frame)
    {
        _spacing.Add(frame.TimePs);
        if (double.IsNaN(_firstPs)) _firstPs = frame.TimePs;
        (_lastPs, _segment) = (frame.TimePs, frame.Origin.Segment);
        if (frame.HasVelocities) _temperature.Add(frame.VelocitiesAPerPs);
        if (frame.Kind != PositionKind.Unwrapped) return;
        _sites.Add(frame.PositionsA, frame.Cell);
        _windows.Add(frame.TimePs, frame.PositionsA, frame.HasVelocities ? _temperature.LastAllK : double.NaN);
    }

    // A file that was replaced by the next of its chain keeps its name: then segments outnumber paths.
    public BranchReading Read(int generation, long frameCount) => new BranchReading.Motion(
        generation, frameCount, _firstPs, _lastPs, _spacing.Ps, [.. _segments().Take(_segment + 1)],
        [.. Enumerable.Range(0, _atoms.SpecieNames.Count).Select(_temperature.MeanK)], _temperature.MeanAllK, _sites.Read(), _windows.Rows());

    public void Carry(StateCarrier state)
    {
        (_firstPs, _lastPs, _segment) = (state.Carry(_firstPs), state.Carry(_lastPs), state.Carry(_segment));
        _spacing.Carry(state);
        _temperature.Carry(state);
        _sites.Carry(state);
        _windows.Carry(state);
    }
}
