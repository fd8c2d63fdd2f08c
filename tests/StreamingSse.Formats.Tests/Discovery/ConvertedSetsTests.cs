using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Discovery;

/// <summary>One trajectory in every format gives one answer; and GROMACS' own files give the displacements of an independent program.</summary>
public sealed class ConvertedSetsTests
{
    private static readonly Lazy<Seen[]> Reference = new(() => Read("Li2O_1350_unwrapped.extxyz.gz"));

    /// <summary>xtc is rounded to 0.01 Å, the others to single precision or better.</summary>
    [DataTheory]
    [InlineData("Li2O_1350_unwrapped.xtc", 100, 5.1e-3, 0)]
    [InlineData("Li2O_1350_unwrapped.trr", 100, 5e-6, 2e-4)]
    [InlineData("Li2O_1350_unwrapped.dcd", 100, 5e-6, 0)]
    [InlineData("Li2O_1350_unwrapped.nc", 100, 5e-6, 2e-4)]
    [InlineData("Li2O_1350_first20.traj", 20, 1e-7, 2e-3)]
    public void A_converted_trajectory_moves_as_the_one_it_was_made_of(string file, int frameCount, double toleranceA, double velocityToleranceAPerPs)
    {
        Seen[] frames = Read(file);
        Assert.Equal(frameCount, frames.Length);
        frameCount = Math.Min(frameCount, Reference.Value.Length);
        frames = frames[..frameCount];
        for (int k = 0; k < frameCount; k++)
        {
            Seen expected = Reference.Value[k];
            Assert.Equal(expected.TimePs, frames[k].TimePs, 1e-6);
            AssertNear(expected.PositionsA, frames[k].PositionsA, toleranceA);
            if (velocityToleranceAPerPs > 0) AssertNear(expected.VelocitiesAPerPs!, frames[k].VelocitiesAPerPs!, velocityToleranceAPerPs);
        }
        for (int lag = 1; lag < frameCount; lag += 6) // rounding is random: over a thousand coordinates a tenth of it is left at most
            Assert.Equal(MsdA2(Reference.Value[..frameCount], lag), MsdA2(frames, lag), 0.1 * toleranceA + 1e-5);
    }

    /// <summary>truth_msd.csv: numpy on MDAnalysis' positions, unwrapped, all origins; of the oxygens, not corrected for drift.</summary>
    [DataFact]
    public void Oxygens_of_a_GROMACS_run_diffuse_as_the_truth_says()
    {
        using Follower run = Follower.ReadAll(RunDiscovery.Find(SharedData.Path("engines", "SPCE_884_NVT"), new RunOptions { MobileSpecies = ["OW"] }));
        Seen[] frames = [.. run.Frames];
        Assert.Equal(501, frames.Length);
        Assert.Equal(50, run.TimesPs[^1], 1e-9);
        for (int k = 1; k < frames.Length; k++)
            for (int c = 0; c < frames[k].PositionsA.Length; c++) frames[k].PositionsA[c] -= 30 * Math.Round((frames[k].PositionsA[c] - frames[k - 1].PositionsA[c]) / 30);
        foreach (string[] row in File.ReadLines(SharedData.Path("engines", "SPCE_884_NVT", "SPCE_884_NVT.truth_msd.csv")).Skip(2).Select(line => line.Split(',')).Where((_, i) => i % 25 == 0))
        {
            int lag = (int)Math.Round(double.Parse(row[0], CultureInfo.InvariantCulture) / 0.1);
            double truthA2 = 100 * double.Parse(row[1], CultureInfo.InvariantCulture);
            Assert.Equal(truthA2, MsdA2(frames, lag, firstAtom: 0, stride: 3), 5e-6 * truthA2 + 1e-6);
        }
    }

    private static Seen[] Read(string file)
    {
        using Follower run = Follower.ReadAll(RunDiscovery.Find(SharedData.Path("engines", "converted", file), new RunOptions { FrameFs = 75 }));
        return [.. run.Frames];
    }

    private static double MsdA2(Seen[] frames, int lag, int firstAtom = 0, int stride = 1)
    {
        double sumA2 = 0;
        long count = 0;
        for (int origin = 0; origin + lag < frames.Length; origin++)
            for (int atom = firstAtom; atom < frames[0].PositionsA.Length / 3; atom += stride, count++)
                for (int axis = 0; axis < 3; axis++)
                {
                    double dA = frames[origin + lag].PositionsA[3 * atom + axis] - frames[origin].PositionsA[3 * atom + axis];
                    sumA2 += dA * dA;
                }
        return sumA2 / count;
    }

    private static void AssertNear(double[] expected, double[] found, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"value {i}: {expected[i]} and {found[i]}");
    }
}
