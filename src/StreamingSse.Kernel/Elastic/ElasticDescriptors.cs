using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Elastic;

/// <summary>The thirteen mechanical-elastic descriptors.</summary>
public static class ElasticDescriptors
{
    private static readonly string[] OfTheTensor = ["lambda", "B", "E", "G", "nu", "pWave", "hardness", "pugh", "cauchy", "vRatio"];
    private static readonly string[] OfTheDensityToo = ["vL", "vT", "vMean"];

    /// <param name="densityGPerCm3">NaN where it is not known: the velocities are then missing, but not their ratio.</param>
    public static void Add(DescriptorList list, ElasticTensor tensor, double densityGPerCm3, HardnessModel hardness, string from)
    {
        if (!tensor.IsPositiveDefinite)
        {
            Miss(list, FormattableString.Invariant(
                $"the elastic tensor ({from}) is not positive definite: an eigenvalue is {tensor.SmallestEigenvalueGpa:0.###} GPa, so that the crystal is unstable or the calculation not converged"));
            return;
        }
        ElasticModuli moduli = ElasticModuli.Of(tensor);
        Put("lambda", moduli.LambdaGpa, "GPa");
        Put("B", moduli.BulkGpa, "GPa");
        Put("E", moduli.YoungGpa, "GPa");
        Put("G", moduli.ShearGpa, "GPa");
        Put("nu", moduli.PoissonRatio, "");
        Put("pWave", moduli.PWaveGpa, "GPa");
        Put("hardness", moduli.HardnessGpa(hardness), "GPa");
        Put("pugh", moduli.PughRatio, "");
        Put("cauchy", moduli.CauchyPressureGpa, "GPa");
        SoundVelocities sound = SoundVelocities.Of(moduli, densityGPerCm3 > 0 ? densityGPerCm3 : 1);
        Put("vRatio", sound.Ratio, "");
        if (densityGPerCm3 > 0)
        {
            Put("vL", sound.LongitudinalMPerS, "m/s");
            Put("vT", sound.TransverseMPerS, "m/s");
            Put("vMean", sound.MeanMPerS, "m/s");
        }
        else foreach (string name in OfTheDensityToo) list.Miss(name, "no density: it needs a structure, or density-g-per-cm3 by hand");

        void Put(string name, double value, string unit) => list.Add(name, value, unit, $"computed, from the elastic tensor ({from})", "undefined for this tensor");
    }

    public static void Miss(DescriptorList list, string reason)
    {
        foreach (string name in OfTheTensor.Concat(OfTheDensityToo)) list.Miss(name, reason);
    }
}
