namespace StreamingSse.Kernel.Verdict;

/// <summary>Hops of single ions, as a person wants them: rates and times. Zero hops leave the times NaN.</summary>
/// <param name="HopCount">Of all ions over the whole run, there and back counted each.</param>
/// <param name="RatePerPs">Hops of one ion per ps.</param>
/// <param name="MeanResidencePs">Time of one ion between hops: ions times length over hops, so that stays that have not ended count too.</param>
/// <param name="ReturnShare">Part of the hops that led back to the site just left; one in six on a simple cubic lattice without memory.</param>
/// <param name="MeanReturnPs">How long those ions were away.</param>
public readonly record struct HopStatistics(long HopCount, double RatePerPs, double MeanResidencePs, double ReturnShare, double MeanReturnPs)
{
    public static HopStatistics Of(LocalDiffusivityLevels levels)
    {
        IonHops hops = levels.Hops;
        double rate = hops.HopCount / (levels.IonCount * levels.CoveredPs);
        return new(hops.HopCount, rate, hops.HopCount > 0 ? 1 / rate : double.NaN, (double)hops.ReturnCount / hops.HopCount, hops.MeanReturnFrames * levels.BaseLagPs);
    }
}
