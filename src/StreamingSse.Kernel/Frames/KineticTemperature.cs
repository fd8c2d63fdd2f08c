using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>Kinetic temperature of each specie and of all atoms, K: of the last frame, and the mean over all frames.</summary>
/// <remarks>
/// T = Σ m v²/(3 N k). Degrees of freedom that constraints take are not subtracted. NaN for a specie whose mass is not known, and for all
/// atoms where one mass is missing. Cost O(N) per frame, no allocation.
/// </remarks>
public sealed class KineticTemperature(AtomTable atoms)
{
    private readonly double[] _lastK = new double[atoms.SpecieNames.Count];
    private readonly double[] _sumK = new double[atoms.SpecieNames.Count];

    public long FrameCount { get; private set; }

    /// <summary>Of all atoms in the last frame added, K.</summary>
    public double LastAllK { get; private set; } = double.NaN;

    /// <summary>Mean of all atoms, K; NaN before the first frame.</summary>
    public double MeanAllK => Weighted(_sumK) / FrameCount;

    /// <summary>Of one specie in the last frame added, K.</summary>
    public double LastK(int specie) => FrameCount == 0 ? double.NaN : _lastK[specie];

    /// <summary>Mean of one specie, K; NaN before the first frame.</summary>
    public double MeanK(int specie) => _sumK[specie] / FrameCount;

    /// <param name="velocitiesAPerPs">Velocities, shape [atomCount, 3], Å/ps.</param>
    public void Add(ReadOnlySpan<double> velocitiesAPerPs)
    {
        for (int specie = 0; specie < _sumK.Length; specie++)
        {
            double squareA2PerPs2 = 0;
            foreach (int atom in atoms.AtomsOf(specie))
            {
                ReadOnlySpan<double> v = velocitiesAPerPs.Slice(3 * atom, 3);
                squareA2PerPs2 += v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
            }
            double energyEv = Units.EvPerAmuA2PerPs2 * atoms.SpecieMassesAmu[specie] * squareA2PerPs2;
            _lastK[specie] = energyEv / (3 * atoms.AtomsOf(specie).Length * Units.BoltzmannEvPerK);
            _sumK[specie] += _lastK[specie];
        }
        FrameCount++;
        LastAllK = Weighted(_lastK);
    }

    public void Carry(StateCarrier state)
    {
        (FrameCount, LastAllK) = (state.Carry(FrameCount), state.Carry(LastAllK));
        state.Fill<double>(_lastK);
        state.Fill<double>(_sumK);
    }

    private double Weighted(double[] perSpecieK)
    {
        double sum = 0;
        for (int specie = 0; specie < perSpecieK.Length; specie++) sum += perSpecieK[specie] * atoms.AtomsOf(specie).Length;
        return sum / atoms.AtomCount;
    }
}
