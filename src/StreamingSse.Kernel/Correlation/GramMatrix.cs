using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Correlation;

/// <summary>Scalar products of every pair of columns.</summary>
internal static class GramMatrix
{
    /// <summary>Rows per pass: 54 columns of them stay in a second-level cache.</summary>
    private const int PassRows = 512;

    private const int Down = 3, Across = 4;

    /// <summary>G[a, b] = Σ_row x_a x_b, shape [d, d], both triangles. Cost d²/2 multiply-adds per row, four at a time.</summary>
    /// <param name="columns">Shape [d, stride]: each column is contiguous and ends in zeros up to <paramref name="stride"/>, a multiple of four.</param>
    public static void Of(ReadOnlySpan<double> columns, int stride, int columnCount, Span<double> gram)
    {
        gram.Clear();
        for (int from = 0; from < stride; from += PassRows)
        {
            int rows = Math.Min(PassRows, stride - from);
            for (int a = 0; a < columnCount; a += Down)
            {
                for (int b = a / Across * Across; b < columnCount; b += Across) Block(columns[from..], stride, rows, columnCount, a, b, gram);
            }
        }
        for (int a = 0; a < columnCount; a++)
        {
            for (int b = 0; b < a; b++) gram[a * columnCount + b] = gram[b * columnCount + a];
        }
    }

    public static int StrideOf(int rowCount) => checked((rowCount + 3) / 4 * 4);

    // Beyond the last column the last one is taken again and its product dropped.
    private static void Block(ReadOnlySpan<double> columns, int stride, int rows, int columnCount, int a, int b, Span<double> gram)
    {
        ref double first = ref MemoryMarshal.GetReference(columns);
        nuint last = (nuint)columnCount - 1, s = (nuint)stride;
        nuint a0 = (nuint)a * s, a1 = Math.Min((nuint)a + 1, last) * s, a2 = Math.Min((nuint)a + 2, last) * s;
        nuint b0 = (nuint)b * s, b1 = Math.Min((nuint)b + 1, last) * s, b2 = Math.Min((nuint)b + 2, last) * s, b3 = Math.Min((nuint)b + 3, last) * s;
        Vector256<double> g00 = default, g01 = default, g02 = default, g03 = default, g10 = default, g11 = default;
        Vector256<double> g12 = default, g13 = default, g20 = default, g21 = default, g22 = default, g23 = default;
        for (nuint row = 0; row < (nuint)rows; row += 4)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref first, b0 + row), y = Vector256.LoadUnsafe(ref first, b1 + row);
            Vector256<double> z = Vector256.LoadUnsafe(ref first, b2 + row), w = Vector256.LoadUnsafe(ref first, b3 + row);
            Vector256<double> v = Vector256.LoadUnsafe(ref first, a0 + row);
            (g00, g01) = (Vector256.FusedMultiplyAdd(v, x, g00), Vector256.FusedMultiplyAdd(v, y, g01));
            (g02, g03) = (Vector256.FusedMultiplyAdd(v, z, g02), Vector256.FusedMultiplyAdd(v, w, g03));
            v = Vector256.LoadUnsafe(ref first, a1 + row);
            (g10, g11) = (Vector256.FusedMultiplyAdd(v, x, g10), Vector256.FusedMultiplyAdd(v, y, g11));
            (g12, g13) = (Vector256.FusedMultiplyAdd(v, z, g12), Vector256.FusedMultiplyAdd(v, w, g13));
            v = Vector256.LoadUnsafe(ref first, a2 + row);
            (g20, g21) = (Vector256.FusedMultiplyAdd(v, x, g20), Vector256.FusedMultiplyAdd(v, y, g21));
            (g22, g23) = (Vector256.FusedMultiplyAdd(v, z, g22), Vector256.FusedMultiplyAdd(v, w, g23));
        }
        AddRow(gram, columnCount, a, b, g00, g01, g02, g03);
        AddRow(gram, columnCount, a + 1, b, g10, g11, g12, g13);
        AddRow(gram, columnCount, a + 2, b, g20, g21, g22, g23);
    }

    private static void AddRow(
        Span<double> gram, int columnCount, int a, int b, Vector256<double> x, Vector256<double> y, Vector256<double> z, Vector256<double> w)
    {
        if (a >= columnCount) return;
        Span<double> row = gram.Slice(a * columnCount, columnCount);
        row[b] += Vector256.Sum(x);
        if (b + 1 < columnCount) row[b + 1] += Vector256.Sum(y);
        if (b + 2 < columnCount) row[b + 2] += Vector256.Sum(z);
        if (b + 3 < columnCount) row[b + 3] += Vector256.Sum(w);
    }
}
