namespace StreamingSse.Kernel.Elastic;

/// <summary>Moduli of a polycrystal of a material, GPa: Voigt's and Reuss' bounds and their mean, R. Hill, Proc. Phys. Soc. A 1952, 65, 349.</summary>
public sealed record ElasticModuli(double BulkVoigtGpa, double BulkReussGpa, double ShearVoigtGpa, double ShearReussGpa, double CauchyPressureGpa)
{
    public double BulkGpa => (BulkVoigtGpa + BulkReussGpa) / 2;

    public double ShearGpa => (ShearVoigtGpa + ShearReussGpa) / 2;

    /// <summary>E = 9BG/(3B+G).</summary>
    public double YoungGpa => 9 * BulkGpa * ShearGpa / (3 * BulkGpa + ShearGpa);

    /// <summary>ν = (3B−2G)/(2(3B+G)).</summary>
    public double PoissonRatio => (3 * BulkGpa - 2 * ShearGpa) / (2 * (3 * BulkGpa + ShearGpa));

    /// <summary>Lamé's first parameter λ = B − 2G/3.</summary>
    public double LambdaGpa => BulkGpa - 2 * ShearGpa / 3;

    /// <summary>P-wave modulus B + 4G/3.</summary>
    public double PWaveGpa => BulkGpa + 4 * ShearGpa / 3;

    /// <summary>Pugh's ratio κ = G/B.</summary>
    public double PughRatio => ShearGpa / BulkGpa;

    public double HardnessGpa(HardnessModel model) => model == HardnessModel.Chen
        ? 2 * Math.Pow(PughRatio * PughRatio * ShearGpa, 0.585) - 3
        : 0.92 * Math.Pow(PughRatio, 1.137) * Math.Pow(ShearGpa, 0.708);

    /// <param name="tensor">Positive definite.</param>
    public static ElasticModuli Of(ElasticTensor tensor)
    {
        if (!tensor.IsPositiveDefinite)
            throw new ArgumentException($"expected a positive definite tensor, got one with an eigenvalue of {tensor.SmallestEigenvalueGpa} GPa", nameof(tensor));
        double axial = tensor[1, 1] + tensor[2, 2] + tensor[3, 3], cross = tensor[1, 2] + tensor[2, 3] + tensor[1, 3];
        double shear = tensor[4, 4] + tensor[5, 5] + tensor[6, 6];
        double[] s = tensor.CompliancePerGpa();
        double axialS = s[0] + s[7] + s[14], crossS = s[1] + s[8] + s[2], shearS = s[21] + s[28] + s[35];
        double cauchy = (tensor[1, 2] - tensor[6, 6] + (tensor[1, 3] - tensor[5, 5]) + (tensor[2, 3] - tensor[4, 4])) / 3;
        return new ElasticModuli(
            (axial + 2 * cross) / 9, 1 / (axialS + 2 * crossS),
            (axial - cross + 3 * shear) / 15, 15 / (4 * axialS - 4 * crossS + 3 * shearS),
            cauchy);
    }
}
