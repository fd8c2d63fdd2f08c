using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The spacing of frames, ps: the time between the first two of one block. The source keeps it even from there on.</summary>
internal sealed class FrameSpacing
{
    private double _lastPs = double.NaN;

    /// <summary>NaN before two frames of one block.</summary>
    public double Ps { get; private set; } = double.NaN;

    public void BeginBlock() => _lastPs = double.NaN;

    public void Carry(StateCarrier state) => (_lastPs, Ps) = (state.Carry(_lastPs), state.Carry(Ps));

    public void Add(double timePs)
    {
        if (double.IsNaN(Ps)) Ps = timePs - _lastPs;
        _lastPs = timePs;
    }
}
