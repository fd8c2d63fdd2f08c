using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Models;

/// <summary>Ridge regression with a linear kernel: ŷ = x·w with w = Xᵀ(XXᵀ + α1)⁻¹y = (XᵀX + α1)⁻¹Xᵀy.</summary>
/// <remarks>
/// Murphy, Machine Learning, §14.4.3. Without intercept, as scikit-learn's KernelRidge: centre the target first. The smaller of the two systems is
/// solved by Cholesky's factorisation. Cost m³/3 + n d m with m the lesser of rows n and inputs d.
/// </remarks>
public sealed class KernelRidge
{
    private readonly double[] _weights;

    /// <param name="inputs">Shape [rows, inputCount].</param>
    /// <param name="targets">Shape [rows].</param>
    public KernelRidge(double[] inputs, double[] targets, int inputCount, double alpha)
    {
        int rowCount = targets.Length;
        double[] transposed = new double[inputs.Length];
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < inputCount; column++) transposed[column * rowCount + row] = inputs[row * inputCount + column];
        }
        bool dual = rowCount < inputCount;
        double[] weighted = Times(transposed, rowCount, targets);
        _weights = dual
            ? Times(transposed, rowCount, Solve(Products(inputs, rowCount, inputCount, alpha), [.. targets]))
            : Solve(Products(transposed, inputCount, rowCount, alpha), weighted);
    }

    public double Predict(ReadOnlySpan<double> input) => Dot(input, _weights);

    private static double[] Products(double[] rows, int count, int length, double alpha)
    {
        double[] products = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++) products[i * count + j] = Dot(rows.AsSpan(i * length, length), rows.AsSpan(j * length, length));
            products[i * count + i] += alpha;
        }
        return products;
    }

    private static double[] Times(double[] rows, int length, double[] vector) =>
        [.. Enumerable.Range(0, rows.Length / length).Select(i => Dot(rows.AsSpan(i * length, length), vector))];

    /// <summary>Solves a positive definite system in place; only its lower triangle is read.</summary>
    private static double[] Solve(double[] a, double[] b)
    {
        int n = b.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = a[i * n + j] - Dot(a.AsSpan(i * n, j), a.AsSpan(j * n, j));
                a[i * n + j] = i == j ? Math.Sqrt(rest) : rest / a[j * n + j];
            }
            b[i] = (b[i] - Dot(a.AsSpan(i * n, i), b.AsSpan(0, i))) / a[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            b[i] /= a[i * n + i];
            for (int j = 0; j < i; j++) b[j] -= a[i * n + j] * b[i];
        }
        return b;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> u = MemoryMarshal.Cast<double, Vector<double>>(x), v = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> parts = Vector<double>.Zero;
        for (int i = 0; i < u.Length; i++) parts += u[i] * v[i];
        double sum = Vector.Sum(parts);
        for (int i = u.Length * Vector<double>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
