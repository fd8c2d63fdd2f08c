using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Models;

/// <summary>C = A·B or C += A·B in single precision, at most of the speed the processor's fused multiply-add allows.</summary>
/// <remarks>
/// B goes panel by panel, 16 columns wide, into a packed buffer; a tile of 6 × 16 of C stays in registers (Goto &amp; van de Geijn, ACM Trans. Math.
/// Softw. 34, 12 (2008)). Either factor may be given transposed, by its steps. Not thread-safe: each owner has its own buffer.
/// </remarks>
internal sealed unsafe class MatrixProduct
{
    private const int TileRows = 6, TileColumns = 16, HalfTile = 8;
    private float[] _panel = [];

    /// <param name="c">Shape [m, n], row-major.</param>
    /// <param name="add">Whether C is added to, or replaced.</param>
    public void Run(int m, int n, int k, MatrixFactor a, MatrixFactor b, Span<float> c, bool add)
    {
        int panelLength = checked(k * TileColumns);
        if (_panel.Length < panelLength) _panel = GC.AllocateUninitializedArray<float>(panelLength, pinned: true);
        float* tile = stackalloc float[TileRows * TileColumns];
        fixed (float* panel = _panel, cFirst = c)
        {
            for (int column = 0; column < n; column += TileColumns)
            {
                int width = Math.Min(TileColumns, n - column);
                Pack(b, k, column, width, panel);
                for (int row = 0; row < m; row += TileRows)
                {
                    int height = Math.Min(TileRows, m - row);
                    float* to = cFirst + (nint)row * n + column;
                    if (height == TileRows && width == TileColumns)
                    {
                        Multiply(k, a, row, height, panel, to, n, add);
                        continue;
                    }
                    Multiply(k, a, row, height, panel, tile, TileColumns, add: false);
                    Copy(tile, height, width, to, n, add);
                }
            }
        }
    }

    private static void Pack(MatrixFactor b, int k, int column, int width, float* panel)
    {
        if (b.ColumnStep == 1 && width == TileColumns)
        {
            for (int p = 0; p < k; p++)
            {
                float* from = b.At(p, column);
                Vector256.Load(from).Store(panel + p * TileColumns);
                Vector256.Load(from + HalfTile).Store(panel + p * TileColumns + HalfTile);
            }
            return;
        }
        if (width < TileColumns) new Span<float>(panel, k * TileColumns).Clear();
        for (int j = 0; j < width; j++)
        {
            for (int p = 0; p < k; p++) panel[p * TileColumns + j] = *b.At(p, column + j);
        }
    }

    private static void Copy(float* tile, int height, int width, float* to, int step, bool add)
    {
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < width; j++) to[(nint)i * step + j] = tile[i * TileColumns + j] + (add ? to[(nint)i * step + j] : 0);
        }
    }

    // A tile lower than six rows takes its last row again; what comes of that is not copied out.
    private static void Multiply(int k, MatrixFactor a, int row, int height, float* b, float* c, int step, bool add)
    {
        int last = height - 1, along = a.ColumnStep;
        float* a0 = a.At(row, 0), a1 = a.At(row + Math.Min(1, last), 0), a2 = a.At(row + Math.Min(2, last), 0);
        float* a3 = a.At(row + Math.Min(3, last), 0), a4 = a.At(row + Math.Min(4, last), 0), a5 = a.At(row + Math.Min(5, last), 0);
        Vector256<float> l0 = default, l1 = default, l2 = default, l3 = default, l4 = default, l5 = default;
        Vector256<float> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        for (int p = 0; p < k; p++, b += TileColumns)
        {
            Vector256<float> x = Vector256.Load(b), y = Vector256.Load(b + HalfTile);
            Vector256<float> s = Vector256.Create(*a0);
            (l0, r0) = (Vector256.FusedMultiplyAdd(s, x, l0), Vector256.FusedMultiplyAdd(s, y, r0));
            s = Vector256.Create(*a1);
            (l1, r1) = (Vector256.FusedMultiplyAdd(s, x, l1), Vector256.FusedMultiplyAdd(s, y, r1));
            s = Vector256.Create(*a2);
            (l2, r2) = (Vector256.FusedMultiplyAdd(s, x, l2), Vector256.FusedMultiplyAdd(s, y, r2));
            s = Vector256.Create(*a3);
            (l3, r3) = (Vector256.FusedMultiplyAdd(s, x, l3), Vector256.FusedMultiplyAdd(s, y, r3));
            s = Vector256.Create(*a4);
            (l4, r4) = (Vector256.FusedMultiplyAdd(s, x, l4), Vector256.FusedMultiplyAdd(s, y, r4));
            s = Vector256.Create(*a5);
            (l5, r5) = (Vector256.FusedMultiplyAdd(s, x, l5), Vector256.FusedMultiplyAdd(s, y, r5));
            a0 += along; a1 += along; a2 += along; a3 += along; a4 += along; a5 += along;
        }
        Store(l0, r0, c, add);
        Store(l1, r1, c + step, add);
        Store(l2, r2, c + 2 * (nint)step, add);
        Store(l3, r3, c + 3 * (nint)step, add);
        Store(l4, r4, c + 4 * (nint)step, add);
        Store(l5, r5, c + 5 * (nint)step, add);
    }

    private static void Store(Vector256<float> left, Vector256<float> right, float* c, bool add)
    {
        if (add) (left, right) = (left + Vector256.Load(c), right + Vector256.Load(c + HalfTile));
        left.Store(c);
        right.Store(c + HalfTile);
    }
}
