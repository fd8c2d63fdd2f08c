using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>VACF of every specie, over the lags that the spectrum needs.</summary>
/// <remarks>The longest lag is a time, and the spacing is known only from the second frame on: the first one waits for it.</remarks>
internal sealed class VelocityStage(RunSetup setup) : IBranchStage
{
    private readonly FrameSpacing _spacing = new();
    private double[]? _firstAPerPs;
    private VacfAccumulator? _vacf;
    private bool _areFromFile;
    [NotState("follows from the spacing")] private string? _givenUp;

    public void BeginBlock()
    {
        _spacing.BeginBlock();
        _firstAPerPs = null;
        _vacf?.BeginBlock();
    }

    public void Add(Frame frame)
    {
        if (!frame.HasVelocities) return;
        _spacing.Add(frame.TimePs);
        _areFromFile = !frame.HasDerivedVelocities;
        if (_vacf is null && double.IsFinite(_spacing.Ps))
        {
            _vacf = Accumulator();
            _vacf.Add(_firstAPerPs);
        }

        if (_vacf is null) _firstAPerPs = frame.VelocitiesAPerPs.ToArray();
        else _vacf.Add(frame.VelocitiesAPerPs);
    }

    public BranchReading Read(int generation, long frameCount) => new BranchReading.Velocities(generation, frameCount, _vacf?.Read() ?? [], _areFromFile, _givenUp);

    public void Carry(StateCarrier state)
    {
        _spacing.Carry(state);
        (_firstAPerPs, _areFromFile) = (state.Carry(_firstAPerPs), state.Carry(_areFromFile));
        if (state.Carry(_vacf is not null)) (_vacf ??= Accumulator()).Carry(state);
    }

    private VacfAccumulator Accumulator()
    {
        int wanted = Math.Max(1, (int)Math.Ceiling(setup.VacfMaxLagPs / _spacing.Ps));
        int kept = VacfAccumulator.LagWithin(setup.Memory.VacfBytes, setup.Plan.Atoms, wanted);
        if (kept < wanted) _givenUp = $"velocity autocorrelation over lags to {kept * _spacing.Ps:0.##} ps, not {setup.VacfMaxLagPs:0.##} ps";
        return new VacfAccumulator(setup.Plan.Atoms, kept);
    }
}
