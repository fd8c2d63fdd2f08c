using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Xyz;

/// <summary>ASE's extended xyz, plain xyz, and LAMMPS <c>dump xyz</c>.</summary>
/// <remarks>
/// A frame with a lattice counts as <see cref="PositionKind.Wrapped"/>, whether the writer folded it or not: the nearest image gives the
/// same motion for both. Without a lattice it has no cell and counts as wrapped too, since <c>dump xyz</c> folds and does not tell; only
/// <c>pbc="F F F"</c> makes it unwrapped.
/// Momenta are divided by the atom's mass: from a column <c>masses</c>, else from the table that is passed in; where that does not know a
/// label, the
/// frame has no velocities. Velocity columns: <c>velocities</c> in ASE's unit, <c>velo</c> and <c>vel</c> in Å/fs (QUIP, GPUMD).
/// </remarks>
public sealed class ExtendedXyzParser : IFrameParser
{
    private readonly Func<string, double> _massAmuOf;
    private readonly XyzFrames _frames;
    private double[] _massAmuOfAtom = [];

    /// <param name="massAmuOf">Mass of a label, amu; NaN where it is not known.</param>
    /// <param name="velocityAPerPs">Unit of velocity columns, Å/ps; NaN: as the column's name says.</param>
    /// <param name="timePs">Unit of a bare <c>time=</c>, ps; NaN: writers do not agree on it, so it is not used (<c>time_ps=</c>,
    /// <c>time_fs=</c> and <c>step=</c> are).</param>
    public ExtendedXyzParser(Func<string, double> massAmuOf, double velocityAPerPs = double.NaN, double timePs = double.NaN)
    {
        _massAmuOf = massAmuOf;
        _frames = new XyzFrames(new ExtendedXyzComment(velocityAPerPs, timePs));
    }

    public IReadOnlyList<string> AtomLabels => _frames.Labels;

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        ParseStep step = _frames.Parse(lines);
        if (step.Frame is { HasVelocities: true } frame && _frames.Header.AreMomenta) DivideByMass(frame);
        return step;
    }

    public void Restart() => _frames.Restart();

    public void Carry(StateCarrier state)
    {
        _frames.Carry(state);
        _massAmuOfAtom = state.Carry(_massAmuOfAtom);
    }

    public void Dispose()
    {
        // Nothing is held between calls: a frame is rented when its last line was read.
    }

    private void DivideByMass(Frame frame)
    {
        if (_massAmuOfAtom.Length == 0) _massAmuOfAtom = [.. AtomLabels.Select(_massAmuOf)];
        ReadOnlySpan<double> written = _frames.MassesAmu;
        ReadOnlySpan<int> slots = _frames.SlotOfRow;
        for (int row = 0; row < written.Length; row++) _massAmuOfAtom[slots.IsEmpty ? row : slots[row]] = written[row];

        Span<double> v = frame.VelocitiesAPerPs;
        for (int atom = 0; atom < frame.AtomCount; atom++)
        {
            double massAmu = _massAmuOfAtom[atom];
            frame.HasVelocities &= massAmu > 0;
            for (int c = 3 * atom; c < 3 * atom + 3; c++) v[c] /= massAmu;
        }
    }
}
