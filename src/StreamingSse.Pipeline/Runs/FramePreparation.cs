using StreamingSse.Formats;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>Makes a frame fit for the accumulators: continuous positions, velocities, no drift; and marks it where a snapshot is due.</summary>
/// <remarks>The frame's only holder at this point, so it writes in place. One stream owns it.</remarks>
internal sealed class FramePreparation(RunSetup setup, RunCounters counters, SnapshotClock snapshots)
{
    private readonly Unwrapper _unwrapper = new(setup.Plan.Atoms.AtomCount, setup.Unwrap);
    private readonly FiniteDifferenceVelocities _velocities = new(setup.Plan.Atoms.AtomCount);
    private readonly DriftRemover _drift = new(setup.Plan.Atoms, setup.Analysis.Drift, setup.Analysis.Mobile.Names.ToHashSet());
    private BlockTurn _turn;

    public Frame Prepare(Frame frame)
    {
        if (_turn.Next(frame.Origin) != BlockChange.None)
        {
            _unwrapper.BeginBlock();
            _velocities.BeginBlock();
            _drift.BeginBlock();
        }

        if (!_unwrapper.TryUnwrap(frame, out string? refusal)) throw new BadInputException(Refused(refusal!));
        _velocities.Fill(frame);
        if (frame.Kind == PositionKind.Unwrapped) _drift.Remove(frame.PositionsA);
        counters.Count(frame);
        counters.Measure(_drift.ShiftA, frame.Cell?.VolumeA3 ?? double.NaN);
        frame.SnapshotDue = snapshots.TakeDue();
        return frame;
    }

    public void Carry(StateCarrier state)
    {
        _turn.Carry(state);
        _unwrapper.Carry(state);
        _velocities.Carry(state);
        _drift.Carry(state);
        counters.Carry(state);
    }

    private BadInput Refused(string refusal)
    {
        (string where, string rest) = refusal.Split(": expected ", 2) is [var w, var r] ? (w, r) : ("", refusal);
        (string expected, string found) = rest.Split(", got ", 2) is [var e, var f] ? (e, f) : (rest, "another");
        return new BadInput($"{setup.Plan.Path}, {where}", expected, found);
    }
}
