namespace StreamingSse.Kernel.Verdict;

/// <summary>What people quote besides D, each with its 95 % interval; a value is NaN where it cannot be told.</summary>
/// <param name="SigmaNernstEinsteinSPerCm">Conductivity of independent ions, from the tracer D.</param>
/// <param name="SigmaCollectiveSPerCm">Conductivity from the displacement of all ions together, D_σ = ⟨|Σ Δr|²⟩/(N·6Δt).</param>
/// <param name="Haven">D/D_σ.</param>
/// <param name="DXA2PerPs">Along x; likewise y and z. Their mean is D.</param>
/// <remarks>
/// All from the shortest level at the plateau, scaled by what memory takes off D there. A collective series has no ions to average over, so its
/// interval comes from batches and is wide: N times the run would be needed for the precision of D.
/// </remarks>
public sealed record Transport(
    Interval SigmaNernstEinsteinSPerCm, Interval SigmaCollectiveSPerCm, Interval Haven, Interval DXA2PerPs, Interval DYA2PerPs, Interval DZA2PerPs)
{
    private const int MostBatches = 40;
    private const int FewestBatches = 4;
    private const double LagsPerBatch = 4;

    // Below this part of D the ions' sum does not move: it was subtracted as drift, and says nothing about conduction.
    private const double FixedSum = 1e-6;

    private static readonly Interval Unknown = new(double.NaN, double.NaN, double.NaN);

    public static Transport Of(LocalDiffusivityLevels levels, Assessment found, TransportConditions conditions)
    {
        DiffusivityLevel level = levels.Levels[found.PlateauLevel];
        int fromBin = (int)Math.Round(found.DiscardedPs / (levels.BinWidth * levels.BaseLagPs)), toBin = LevelStatistics.LastBin(levels, level) + 1;
        LevelSum sum = level.Sum(fromBin, toBin);
        double scale = found.D.Value / sum.MeanA2PerPs, common = found.D.HalfWidth / (1.96 * found.D.Value);
        Interval Series(Func<LevelSum, double> of) => SeriesOf(level, fromBin, toBin, of, scale, common);

        double perD = conditions.SPerCmPerA2PerPs(levels.IonCount);
        Interval collective = Math.Abs(sum.Collective) < FixedSum * Math.Abs(sum.Total) ? Unknown : Series(s => s.Collective);
        return new(found.D.Times(perD), collective.Times(perD), found.D.Over(collective), Series(s => s.X), Series(s => s.Y), Series(s => s.Z));
    }

    // Batch means give the series' own scatter; D's relative error covers memory and slow change, which all series share.
    private static Interval SeriesOf(DiffusivityLevel level, int fromBin, int toBin, Func<LevelSum, double> of, double scale, double commonRelative)
    {
        LevelSum sum = level.Sum(fromBin, toBin);
        double lags = sum.Count * LevelLags.StrideOf(level.Multiple) / (double)level.Multiple;
        int count = Math.Clamp((int)(lags / LagsPerBatch), FewestBatches, MostBatches);
        double[] means = Batches.MeansA2PerPs(level, fromBin, toBin, count, of);
        if (means.Length < FewestBatches || !double.IsFinite(scale)) return Unknown;
        double value = scale * of(sum) / sum.Count;
        double variance = scale * scale * Batches.SampleVariance(means) / means.Length / Batches.EdgeFactor(1, lags / means.Length);
        return Interval.OfSquares(value, variance + Math.Pow(commonRelative * value, 2), means.Length - 1);
    }
}
