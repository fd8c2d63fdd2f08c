using StreamingSse.Kernel.Elastic;

namespace StreamingSse.Kernel.Tests.Elastic;

public sealed class ElasticModuliTests
{
    [Fact]
    public void Tin_has_the_published_moduli_to_all_their_digits()
    {
        ElasticModuli tin = ElasticModuli.Of(Tin());
        Assert.Equal(38.49111111, tin.BulkVoigtGpa, tolerance: 5e-9);
        Assert.Equal(22.05866667, tin.ShearVoigtGpa, tolerance: 5e-9);
        Assert.Equal(20.67146635, tin.ShearReussGpa, tolerance: 5e-9);
        Assert.Equal(21.36506651, tin.ShearGpa, tolerance: 5e-9);
        Assert.Equal(54.08778767, tin.YoungGpa, tolerance: 5e-9);
        Assert.Equal(0.26579966, tin.PoissonRatio, tolerance: 5e-9);
    }

    [Fact]
    public void An_isotropic_solid_has_its_own_constants_whatever_the_average()
    {
        const double lambda = 40, shear = 25;
        ElasticModuli moduli = ElasticModuli.Of(Cubic(lambda + 2 * shear, lambda, shear));
        Assert.Equal(lambda, moduli.LambdaGpa, tolerance: 1e-10);
        Assert.Equal(shear, moduli.ShearVoigtGpa, tolerance: 1e-10);
        Assert.Equal(shear, moduli.ShearReussGpa, tolerance: 1e-10);
        Assert.Equal(lambda + 2 * shear, moduli.PWaveGpa, tolerance: 1e-10);
        Assert.Equal(lambda / (2 * (lambda + shear)), moduli.PoissonRatio, tolerance: 1e-12);
        Assert.Equal(lambda - shear, moduli.CauchyPressureGpa, tolerance: 1e-10);
        // v = √(modulus/ρ): 90 GPa at 4 g/cm³ are √(90e9/4000) m/s.
        SoundVelocities sound = SoundVelocities.Of(moduli, 4);
        Assert.Equal(Math.Sqrt(90e9 / 4000), sound.LongitudinalMPerS, tolerance: 1e-8);
        Assert.Equal(Math.Sqrt(25e9 / 4000), sound.TransverseMPerS, tolerance: 1e-8);
        double t = sound.TransverseMPerS, l = sound.LongitudinalMPerS;
        Assert.Equal(1 / Math.Cbrt((2 / (t * t * t) + 1 / (l * l * l)) / 3), sound.MeanMPerS, tolerance: 1e-8);
    }

    [Fact]
    public void Hardness_of_diamond_is_near_its_measured_96_GPa_by_both_formulas()
    {
        // C11 1079, C12 124, C44 578 GPa: H. J. McSkimin & P. Andreatch, J. Appl. Phys. 1972, 43, 2944.
        ElasticModuli diamond = ElasticModuli.Of(Cubic(1079, 124, 578));
        Assert.InRange(diamond.HardnessGpa(HardnessModel.Tian), 90, 100);
        Assert.InRange(diamond.HardnessGpa(HardnessModel.Chen), 90, 100);
    }

    [Fact]
    public void The_moduli_do_not_depend_on_the_names_of_the_axes()
    {
        double[] c = [120, 40, 30, 0, 5, 0, 40, 90, 35, 0, 2, 0, 30, 35, 150, 0, -3, 0, 0, 0, 0, 28, 0, 1, 5, 2, -3, 0, 33, 0, 0, 0, 0, 1, 0, 41];
        int[] xToZ = [2, 0, 1, 5, 3, 4];    // x → y → z → x in Voigt's order
        double[] turned = new double[36];
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 6; j++) turned[i * 6 + j] = c[xToZ[i] * 6 + xToZ[j]];
        ElasticModuli before = ElasticModuli.Of(new ElasticTensor(c)), after = ElasticModuli.Of(new ElasticTensor(turned));
        Assert.Equal(before.BulkReussGpa, after.BulkReussGpa, tolerance: 1e-10);
        Assert.Equal(before.ShearReussGpa, after.ShearReussGpa, tolerance: 1e-10);
        Assert.Equal(before.CauchyPressureGpa, after.CauchyPressureGpa, tolerance: 1e-10);
    }

    [Fact]
    public void A_tensor_that_is_not_positive_definite_is_told_and_gives_no_moduli()
    {
        ElasticTensor unstable = Cubic(50, 60, 20);
        Assert.False(unstable.IsPositiveDefinite);
        Assert.Equal(-10, unstable.SmallestEigenvalueGpa, tolerance: 1e-10);
        Assert.Throws<ArgumentException>(() => ElasticModuli.Of(unstable));
    }

    [Fact]
    public void Numbers_that_are_no_tensor_are_refused_in_words()
    {
        double[] c = new double[36];
        Assert.Contains("zeros only", ElasticTensor.Refusal(c), StringComparison.Ordinal);
        Assert.Contains("got 35", ElasticTensor.Refusal(c.AsSpan(1)), StringComparison.Ordinal);
        (c[0], c[1]) = (100, 30);
        Assert.Contains("mirror image by 30 GPa", ElasticTensor.Refusal(c), StringComparison.Ordinal);
        c[0] = double.NaN;
        Assert.Contains("row 1, column 1", ElasticTensor.Refusal(c), StringComparison.Ordinal);
    }

    private static ElasticTensor Tin()
    {
        double[] c = new double[36];
        (c[0], c[7], c[14]) = (59.33, 59.31, 59.32);
        (c[1], c[6], c[2], c[12], c[8], c[13]) = (28.08, 28.08, 28.08, 28.08, 28.07, 28.07);
        (c[21], c[28], c[35]) = (26.35, 26.35, 26.35);
        return new ElasticTensor(c);
    }

    private static ElasticTensor Cubic(double c11, double c12, double c44)
    {
        double[] c = new double[36];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++) c[i * 6 + j] = i == j ? c11 : c12;
            c[(i + 3) * 7] = c44;
        }
        return new ElasticTensor(c);
    }
}
