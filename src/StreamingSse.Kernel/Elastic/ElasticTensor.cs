using StreamingSse.Kernel.Components;

namespace StreamingSse.Kernel.Elastic;

/// <summary>A 6×6 elastic tensor, GPa, Voigt order xx yy zz yz xz xy, made symmetric.</summary>
/// <remarks>A tensor that is not positive definite is kept, so that it can be told apart from none; nothing is averaged from it.</remarks>
public sealed class ElasticTensor
{
    private const int Size = 6;
    private const double MostAsymmetry = 0.05;     // of the largest entry: more is another order of rows, or no elastic tensor
    private readonly double[] _stiffnessGpa = new double[Size * Size];
    private readonly SymmetricEigen _eigen;

    /// <param name="stiffnessGpa">Shape [6, 6], row-major, finite; symmetric within 5 % of its largest entry (the mean is taken).</param>
    public ElasticTensor(ReadOnlySpan<double> stiffnessGpa)
    {
        if (Refusal(stiffnessGpa) is { } wrong) throw new ArgumentException(wrong, nameof(stiffnessGpa));
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++) _stiffnessGpa[i * Size + j] = (stiffnessGpa[i * Size + j] + stiffnessGpa[j * Size + i]) / 2;
        }
        _eigen = SymmetricEigen.Of(_stiffnessGpa, Size);
    }

    /// <summary>C_ij with the indices of the literature, 1 to 6, GPa.</summary>
    public double this[int i, int j] => _stiffnessGpa[(i - 1) * Size + j - 1];

    /// <summary>The smallest eigenvalue of the 6×6 matrix, GPa; its sign does not depend on the axes.</summary>
    public double SmallestEigenvalueGpa => _eigen.Values[^1];

    /// <summary>The Born criterion of mechanical stability.</summary>
    public bool IsPositiveDefinite => SmallestEigenvalueGpa > 1e-9 * Math.Abs(_eigen.Values[0]);

    /// <summary>S = C⁻¹, shape [6, 6], 1/GPa.</summary>
    public double[] CompliancePerGpa()
    {
        double[] s = new double[Size * Size];
        for (int c = 0; c < Size; c++)
        {
            ReadOnlySpan<double> v = _eigen.Vectors.AsSpan(c * Size, Size);
            for (int at = 0; at < s.Length; at++) s[at] += v[at / Size] * v[at % Size] / _eigen.Values[c];
        }
        return s;
    }

    /// <summary>Why these numbers are no elastic tensor; null where they may be one.</summary>
    public static string? Refusal(ReadOnlySpan<double> stiffnessGpa)
    {
        if (stiffnessGpa.Length != Size * Size) return $"expected 6 × 6 numbers, got {stiffnessGpa.Length}";
        double largest = 0, asymmetry = 0;
        for (int at = 0; at < stiffnessGpa.Length; at++)
        {
            double value = stiffnessGpa[at];
            if (!double.IsFinite(value)) return $"expected finite numbers, got {value} in row {at / Size + 1}, column {at % Size + 1}";
            largest = Math.Max(largest, Math.Abs(value));
            asymmetry = Math.Max(asymmetry, Math.Abs(value - stiffnessGpa[at % Size * Size + at / Size]));
        }
        if (largest == 0) return "expected a tensor, got zeros only";
        return asymmetry <= MostAsymmetry * largest ? null : $"expected a symmetric tensor, got entries that differ from their mirror image by {asymmetry:0.###} GPa";
    }
}
