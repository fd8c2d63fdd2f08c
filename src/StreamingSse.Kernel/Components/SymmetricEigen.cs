using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Components;

/// <summary>Eigenvalues, largest first, and orthonormal eigenvectors of a symmetric matrix.</summary>
/// <param name="Values">Shape [d].</param>
/// <param name="Vectors">Shape [d, d]; row c is the vector of value c. Its largest entry is positive.</param>
public sealed record SymmetricEigen(double[] Values, double[] Vectors)
{
    private const int MaxSweeps = 60;

    /// <summary>Cyclic Jacobi rotations (Golub &amp; Van Loan, §8.5), which need no definite matrix.</summary>
    /// <remarks>To about 1e-14 of the largest eigenvalue, also for repeated and zero ones. Cost about 8 d³ a sweep, some seven sweeps.</remarks>
    /// <param name="matrix">Shape [d, d], symmetric, finite.</param>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int d)
    {
        if (matrix.Length != d * d) throw new ArgumentException($"expected {d * d} entries, got {matrix.Length}", nameof(matrix));
        double[] a = matrix.ToArray(), v = new double[d * d];
        for (int i = 0; i < d; i++) v[i * d + i] = 1;
        for (int sweep = 0; sweep < MaxSweeps && !IsDiagonal(a, d); sweep++)
        {
            for (int p = 0; p < d - 1; p++)
            {
                for (int q = p + 1; q < d; q++) Annihilate(a, v, d, p, q);
            }
        }
        return Sorted(a, v, d);
    }

    private static bool IsDiagonal(ReadOnlySpan<double> a, int d)
    {
        double off = 0, diagonal = 0;
        for (int i = 0; i < d; i++)
        {
            diagonal += a[i * d + i] * a[i * d + i];
            for (int j = 0; j < i; j++) off += a[i * d + j] * a[i * d + j];
        }
        return off <= 1e-32 * diagonal;
    }

    private static void Annihilate(Span<double> a, Span<double> v, int d, int p, int q)
    {
        double apq = a[p * d + q];
        if (apq == 0) return;
        double theta = (a[q * d + q] - a[p * d + p]) / (2 * apq);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        Rotate(a.Slice(p * d, d), a.Slice(q * d, d), c, s);
        for (int k = 0, at = 0; k < d; k++, at += d)
        {
            (double x, double y) = (a[at + p], a[at + q]);
            (a[at + p], a[at + q]) = (c * x - s * y, s * x + c * y);
        }
        (a[p * d + q], a[q * d + p]) = (0, 0);
        Rotate(v.Slice(p * d, d), v.Slice(q * d, d), c, s);
    }

    private static void Rotate(Span<double> first, Span<double> second, double c, double s)
    {
        Span<Vector<double>> x = MemoryMarshal.Cast<double, Vector<double>>(first), y = MemoryMarshal.Cast<double, Vector<double>>(second);
        for (int i = 0; i < x.Length; i++) (x[i], y[i]) = (x[i] * c - y[i] * s, x[i] * s + y[i] * c);
        for (int i = x.Length * Vector<double>.Count; i < first.Length; i++)
            (first[i], second[i]) = (c * first[i] - s * second[i], s * first[i] + c * second[i]);
    }

    private static SymmetricEigen Sorted(double[] a, double[] v, int d)
    {
        int[] order = [.. Enumerable.Range(0, d).OrderByDescending(i => a[i * d + i])];
        double[] vectors = new double[d * d];
        for (int c = 0; c < d; c++)
        {
            Span<double> vector = vectors.AsSpan(c * d, d);
            v.AsSpan(order[c] * d, d).CopyTo(vector);
            double largest = 0;
            foreach (double entry in vector)
            {
                // Of two entries that differ by rounding alone the first decides, so that the sign is the same everywhere.
                if (Math.Abs(entry) > Math.Abs(largest) * (1 + 1e-9)) largest = entry;
            }
            if (largest < 0)
            {
                foreach (ref double entry in vector) entry = -entry;
            }
        }
        return new SymmetricEigen([.. order.Select(i => a[i * d + i])], vectors);
    }
}
