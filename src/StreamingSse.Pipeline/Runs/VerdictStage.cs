using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Pipeline.Runs;

/// <summary>Feeds the mobile ions of each frame to the levels of local diffusivity, and the stopping rule when a check is due.</summary>
internal sealed class VerdictStage : IBranchStage
{
    private readonly int[] _ions;
    [NotState("of the frame at hand")] private readonly double[] _positionsA;
    private readonly double[] _firstA;
    private readonly KineticTemperature _temperature;
    private readonly RunSetup _setup;
    private readonly FrameSpacing _spacing = new();
    private readonly StopRule _stop;
    [NotState("whom to tell")] private readonly Action _converged;
    private LocalDiffusivityLevels? _levels; // their grid needs the spacing of frames, which the second one shows
    private double _firstPs = double.NaN;
    private double _volumeSumA3;
    private long _volumeCount;

    /// <param name="converged">Called once, when the stopping rule is met.</param>
    public VerdictStage(RunSetup setup, Action converged)
    {
        _converged = converged;
        _setup = setup;
        _ions = [.. setup.MobileAtoms];
        _positionsA = new double[3 * _ions.Length];
        _firstA = new double[3 * _ions.Length];
        _temperature = new KineticTemperature(setup.Plan.Atoms);
        _stop = new StopRule(setup.Analysis.TargetRelative);
    }

    public void BeginBlock()
    {
        _spacing.BeginBlock();
        _firstPs = double.NaN;
        _levels?.BeginBlock();
    }

    public void Add(Frame frame)
    {
        if (frame is { HasVelocities: true, HasDerivedVelocities: false }) _temperature.Add(frame.VelocitiesAPerPs);
        if (frame.Cell is { } cell) (_volumeSumA3, _volumeCount) = (_volumeSumA3 + cell.VolumeA3, _volumeCount + 1);
        if (frame.Kind != PositionKind.Unwrapped || _ions.Length == 0) return;
        for (int k = 0; k < _ions.Length; k++) frame.PositionsA.Slice(3 * _ions[k], 3).CopyTo(_positionsA.AsSpan(3 * k));

        _spacing.Add(frame.TimePs);
        if (_levels is null && double.IsFinite(_spacing.Ps)) Begin();
        if (_levels is null) Keep(frame.TimePs);
        else if (_levels.Add(frame.TimePs, _positionsA) && _stop.IsDue(_levels)) Check(_levels);
    }

    private void Check(LocalDiffusivityLevels levels)
    {
        _stop.Check(levels);
        if (_stop.AtStop is not null) _converged(); // no check is due after it
    }

    public BranchReading Read(int generation, long frameCount) => new BranchReading.Diffusivities(
        generation, frameCount, _levels is null ? null : DiffusionVerdict.Of(_levels, _stop, Conditions()));

    public void Carry(StateCarrier state)
    {
        (_firstPs, _volumeSumA3, _volumeCount) = (state.Carry(_firstPs), state.Carry(_volumeSumA3), state.Carry(_volumeCount));
        state.Fill<double>(_firstA);
        _spacing.Carry(state);
        _temperature.Carry(state);
        _stop.Carry(state);
        if (state.Carry(_levels is not null)) (_levels ??= Levels()).Carry(state);
    }

    private LocalDiffusivityLevels Levels() => new(_ions.Length, _spacing.Ps);

    private void Begin()
    {
        _levels = Levels();
        if (double.IsFinite(_firstPs)) _levels.Add(_firstPs, _firstA);
    }

    private void Keep(double timePs)
    {
        _firstPs = timePs;
        _positionsA.CopyTo(_firstA, 0);
    }

    // Ions of several species carry several charges: then a conductivity is not told.
    private TransportConditions Conditions()
    {
        // Differences of positions lose kinetic energy: only the engine's own velocities tell a temperature that a conductivity may rest on.
        double temperatureK = _setup.Analysis.StatedTemperatureK is var statedK and > 0 ? statedK : _temperature.MeanAllK;
        double[] chargesE = [.. _setup.Analysis.Mobile.Names.Select(NominalCharge.OfE).Distinct()];
        return new TransportConditions(
            chargesE.Length == 1 ? chargesE[0] : double.NaN, temperatureK, _volumeSumA3 / _volumeCount);
    }
}
