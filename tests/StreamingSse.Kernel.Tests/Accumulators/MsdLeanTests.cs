using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using static StreamingSse.Kernel.Tests.Accumulators.BruteForce;

namespace StreamingSse.Kernel.Tests.Accumulators;

/// <summary>Where memory allows no more, the species that matter go on alone.</summary>
public sealed class MsdLeanTests
{
    private const int FrameCount = 2500, BaseLag = 64;

    [Fact]
    public void The_mobile_ions_go_on_and_lose_no_pair_of_the_short_lags()
    {
        AtomTable atoms = Atoms(5, 3);
        double[][] frames = Walk(8, FrameCount, seed: 3);
        MsdAccumulator lean = Lean(atoms, budgetBytes: 300_000, frames);
        Assert.True(lean.IsLean);
        MsdCurve curve = lean.Read().Single(), exact = Msd(atoms, long.MaxValue / 4, frames).Read()[0];
        Assert.Equal((0, 5), (curve.Specie, curve.AtomCount));
        for (int lag = 0; lag <= BaseLag; lag++)
        {
            Assert.Equal(FrameCount - lag, curve.OriginCount[lag]);
            Assert.Equal(exact.TotalA2()[lag], curve.TotalA2()[lag], 1e-9 * exact.TotalA2()[lag]);
            Assert.Equal(exact.CollectiveA2[lag], curve.CollectiveA2[lag], 1e-9 * exact.CollectiveA2[lag]);
        }
        Assert.True(curve.Lags[^1] > FrameCount / 4);
        Assert.StartsWith($"{atoms.SpecieNames[0]} only: ", lean.LagsInWords);
    }

    [Fact]
    public void While_no_lag_is_longer_than_the_base_nothing_is_said_of_longer_ones()
    {
        AtomTable atoms = Atoms(5, 3);
        MsdAccumulator lean = Lean(atoms, budgetBytes: 0, Walk(8, 100, seed: 3));
        Assert.True(lean.IsLean);
        Assert.Equal($"{atoms.SpecieNames[0]} only: all lags to 50 frames by all origins", lean.LagsInWords);
    }

    [Fact]
    public void Three_hundred_atoms_of_which_a_third_is_mobile_stay_under_eight_megabytes()
    {
        AtomTable atoms = Atoms(100, 200);
        double[] frame = Walk(300, 1, seed: 1)[0];
        var msd = new MsdAccumulator(atoms, 6_000_000, leanSpecies: [0]);
        long most = 0;
        for (int t = 0; t < 20_000; t++)
        {
            msd.Add(frame);
            most = Math.Max(most, msd.MemoryBytes);
        }
        Assert.True(msd.IsLean);
        Assert.InRange(most, 1, 8_000_000);
    }

    [Fact]
    public void Nobody_is_let_go_while_levels_of_all_fit()
    {
        MsdAccumulator msd = Lean(Atoms(2, 1), budgetBytes: 5_500_000, Walk(3, 7000, seed: 2));
        Assert.False(msd.IsExact || msd.IsLean);
        Assert.Equal(2, msd.Read().Length);
    }

    private static MsdAccumulator Lean(AtomTable atoms, long budgetBytes, double[][] frames)
    {
        var msd = new MsdAccumulator(atoms, budgetBytes, leanSpecies: [0]);
        foreach (double[] frame in frames) msd.Add(frame);
        return msd;
    }
}
