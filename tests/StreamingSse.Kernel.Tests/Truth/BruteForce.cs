using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Truth;

/// <summary>Correlations by their definition, as the double loop over origins and lags.</summary>
internal static class BruteForce
{
    /// <param name="velocities">Frames of [atomCount, 3], Å/ps.</param>
    public static VacfCurve[] Vacf(AtomTable atoms, IReadOnlyList<double[]> velocities, int lagCount) =>
        [.. Enumerable.Range(0, atoms.SpecieNames.Count).Select(specie => new VacfCurve(specie, atoms.AtomsOf(specie).Length,
            [.. Enumerable.Range(0, lagCount).Select(lag => Product(atoms.AtomsOf(specie), velocities, lag))],
            [.. Enumerable.Range(0, lagCount).Select(lag => (long)(velocities.Count - lag))]))];

    /// <param name="positions">Frames of [atomCount, 3], Å, unwrapped.</param>
    public static MsdCurve Msd(AtomTable atoms, int specie, IReadOnlyList<double[]> positions)
    {
        ReadOnlySpan<int> group = atoms.AtomsOf(specie);
        int[] lags = [.. Enumerable.Range(0, positions.Count / 2 + 1)];
        double[][] axes = [new double[lags.Length], new double[lags.Length], new double[lags.Length]];
        foreach (int lag in lags)
            for (int axis = 0; axis < 3; axis++)
                axes[axis][lag] = Square(group, positions, lag, axis) / (group.Length * (double)(positions.Count - lag));
        return new MsdCurve(specie, group.Length, lags, axes[0], axes[1], axes[2], new double[lags.Length],
            [.. lags.Select(lag => (long)positions.Count - lag)]);
    }

    private static double Product(ReadOnlySpan<int> group, IReadOnlyList<double[]> series, int lag)
    {
        double sum = 0;
        for (int k = 0; k + lag < series.Count; k++)
        {
            (double[] then, double[] now) = (series[k], series[k + lag]);
            foreach (int atom in group)
                for (int c = 3 * atom; c < 3 * atom + 3; c++)
                    sum += then[c] * now[c];
        }
        return sum;
    }

    private static double Square(ReadOnlySpan<int> group, IReadOnlyList<double[]> series, int lag, int axis)
    {
        double sum = 0;
        for (int k = 0; k + lag < series.Count; k++)
        {
            (double[] then, double[] now) = (series[k], series[k + lag]);
            foreach (int atom in group)
            {
                double d = now[3 * atom + axis] - then[3 * atom + axis];
                sum += d * d;
            }
        }
        return sum;
    }
}
