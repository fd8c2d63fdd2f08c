using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>Subtracts the drift of the framework's centre of mass since the first frame of the block, in place.</summary>
/// <remarks>
/// R(t) = Σ m_i r_i(t) / Σ m_i over the reference atoms, r_i(t) −= R(t) − R(0) for all atoms; positions unwrapped, Å. Weights are equal
/// where a reference atom's mass is not known, and <see cref="Note"/> says so. Cost O(N) per frame, no allocation.
/// </remarks>
public sealed class DriftRemover
{
    private readonly int[] _reference;
    private readonly double[] _weights;   // sum to 1
    private double _startXA, _startYA, _startZA;
    private bool _hasStart;

    /// <param name="mobileSpecies">Names of the species that diffuse; all others are the framework.</param>
    public DriftRemover(AtomTable atoms, DriftMode mode, IReadOnlyCollection<string> mobileSpecies)
    {
        int[] framework = [.. Enumerable.Range(0, atoms.AtomCount).Where(i => !mobileSpecies.Contains(Name(i)))];
        Used = mode == DriftMode.Framework && framework.Length == 0 ? DriftMode.All : mode;
        _reference = Used switch
        {
            DriftMode.Framework => framework,
            DriftMode.All => [.. Enumerable.Range(0, atoms.AtomCount)],
            _ => [],
        };
        string[] unknown = [.. _reference.Where(i => !(atoms.MassesAmu[i] > 0)).Select(Name).Distinct()];
        double[] masses = [.. _reference.Select(i => unknown.Length > 0 ? 1.0 : atoms.MassesAmu[i])];
        double total = masses.Sum();
        _weights = [.. masses.Select(m => m / total)];
        Note = unknown.Length > 0 ? $"drift removed without mass weights: the mass of {string.Join(", ", unknown)} is not known"
            : Used != mode ? "drift of all atoms removed: every atom is mobile, there is no framework"
            : null;

        string Name(int atom) => atoms.SpecieNames[atoms.SpecieOfAtom[atom]];
    }

    /// <summary>What is subtracted: <see cref="DriftMode.All"/> also where a framework was asked for and there is none.</summary>
    public DriftMode Used { get; }

    /// <summary>Why <see cref="Used"/> or the weights differ from what was asked for; null where they do not.</summary>
    public string? Note { get; }

    /// <summary>How far the reference had moved in the last frame since the block began, Å; NaN before it, and where nothing is removed.</summary>
    [NotState("of the frame at hand")] public double ShiftA { get; private set; } = double.NaN;

    /// <summary>The next frame is the new zero of the drift.</summary>
    public void BeginBlock() => _hasStart = false;

    /// <param name="positionsA">Unwrapped positions, shape [atomCount, 3], Å.</param>
    public void Remove(Span<double> positionsA)
    {
        if (_reference.Length == 0) return;
        (double xA, double yA, double zA) = Centre(positionsA);
        if (!_hasStart) (_startXA, _startYA, _startZA, _hasStart) = (xA, yA, zA, true);
        (xA, yA, zA) = (xA - _startXA, yA - _startYA, zA - _startZA);
        ShiftA = Math.Sqrt(xA * xA + yA * yA + zA * zA);
        for (int c = 0; c < positionsA.Length; c += 3)
        {
            positionsA[c] -= xA;
            positionsA[c + 1] -= yA;
            positionsA[c + 2] -= zA;
        }
    }

    public void Carry(StateCarrier state)
    {
        (_startXA, _startYA, _startZA) = (state.Carry(_startXA), state.Carry(_startYA), state.Carry(_startZA));
        _hasStart = state.Carry(_hasStart);
    }

    private (double XA, double YA, double ZA) Centre(ReadOnlySpan<double> positionsA)
    {
        double xA = 0, yA = 0, zA = 0;
        for (int k = 0; k < _reference.Length; k++)
        {
            int c = 3 * _reference[k];
            double w = _weights[k];
            xA += w * positionsA[c];
            yA += w * positionsA[c + 1];
            zA += w * positionsA[c + 2];
        }
        return (xA, yA, zA);
    }
}
