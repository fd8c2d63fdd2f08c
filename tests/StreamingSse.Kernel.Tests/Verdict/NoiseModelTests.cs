using StreamingSse.Bench;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class NoiseModelTests
{
    private const int IonCount = 64, Runs = 60;
    private const double LagPs = 96, LengthPs = 300, FramePs = 0.5;

    /// <summary>
    /// Eight strings of eight ions that move as one are eight walkers. Each run alone must know how far its longest lag scatters from run to run: it has few lags to
    /// learn that from, and took it for next to nothing in some runs, whose D(Δ) then seemed to rise.
    /// </summary>
    [Fact]
    public void Every_run_of_strings_knows_about_how_much_its_long_lags_scatter_from_run_to_run()
    {
        double[] relative = new double[Runs], said = new double[Runs];
        int model = Array.FindIndex(CoverageModels.All, m => m.Name == "string8");
        for (int seed = 0; seed < Runs; seed++)
        {
            CoverageWalk walk = CoverageModels.All[model].Make(IonCount, CoverageStudy.RandomOf(70_000 + seed, model, IonCount));
            (double dA2PerPs, double variance) = LongLag(walk);
            relative[seed] = dA2PerPs / walk.TrueDA2PerPs - 1;
            said[seed] = Math.Sqrt(variance) / dA2PerPs;
        }

        double scatter = Math.Sqrt(relative.Average(x => x * x));
        Array.Sort(said);
        // Without a floor under the noise that grows with the lag the least was 0.27 of the scatter.
        Assert.InRange(said[0] / scatter, 0.55, 1);
        Assert.InRange(said[Runs / 2] / scatter, 0.8, 1.6);
    }

    private static (double DA2PerPs, double Variance) LongLag(CoverageWalk walk)
    {
        var levels = new LocalDiffusivityLevels(IonCount, FramePs);
        double[] positionsA = new double[3 * IonCount];
        for (int frame = 0; frame * FramePs <= LengthPs; frame++)
        {
            walk.Next(frame == 0 ? 0 : FramePs, positionsA);
            levels.Add(frame * FramePs, positionsA);
        }

        List<LevelStatistics> s = LevelStatistics.Of(levels, 0);
        int k = s.FindIndex(level => level.LagPs >= LagPs);
        return (s[k].DA2PerPs, NoiseModel.Of(levels, s, 0)!.Covariance(k, k));
    }
}
