using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Tests.Truth;

namespace StreamingSse.Kernel.Tests.Snapshots;

/// <summary>The whole of the published Na₃PS₄ run: what a user would be shown.</summary>
public sealed class PublishedSnapshotTests
{
    [DataFact]
    public void The_descriptors_are_published_ones_and_phosphorus_is_told_to_be_blurred()
    {
        var run = new Na3ps4(DriftMode.Framework);
        var mobile = MobileSpecies.Infer(run.Atoms);
        var options = new AnalysisOptions(mobile) { Vdos = VdosMode.Paper, StatedTemperatureK = 800 };
        var sites = new SiteSpread(run.Atoms, mobile.FrameworkOf(run.Atoms));
        var windows = new RunWindows(mobile.IonsOf(run.Atoms));
        for (int k = 0; k < run.PositionsA.Count; k++)
        {
            sites.Add(run.PositionsA[k], run.Cell);
            windows.Add(k * Na3ps4.FramePs, run.PositionsA[k], double.NaN);
        }
        var measured = new RunMeasurements(
            100, [.. Enumerable.Range(0, 3).Select(specie => BruteForce.Msd(run.Atoms, specie, run.PositionsA))],
            BruteForce.Vacf(run.Atoms, run.VelocitiesAPerPs, 99), [.. Enumerable.Range(0, 3).Select(run.Kinetic.MeanK)], run.Kinetic.MeanAllK,
            sites.Read(), windows.Rows(), DriftMode.Framework, null, VelocitiesFromFile: false);
        var read = new RunFacts("XDATCAR", [], "VASP", 128, 100, 0, 1.98, Na3ps4.FramePs, new Dictionary<string, int>(), double.NaN,
            new Dictionary<string, double>(), "", "all origins", [], []);

        RunSnapshot snapshot = new SnapshotBuilder(run.Atoms, options).Build(read, measured);
        Assert.Equal(23.41833, Value("omegaAll"), tolerance: 2e-5);
        Assert.Equal(17.53019, Value("omegaD"), tolerance: 2e-5);
        Assert.Equal(0.1821587, Value("sVibNd"), tolerance: 1e-7);
        Assert.Equal(1, Value("D") / 2.104645e-01, tolerance: 1e-4);
        Assert.InRange(Value("lindemann"), 0.05, 0.3); // a solid framework at 800 K; d_nn is the P–S bond of 2.05 Å
        Assert.Contains("d_nn = 2.0", snapshot.Descriptors.Single(d => d.Name == "lindemann").From);
        Assert.Equal(48, snapshot.Run.Species["Na"]);
        Assert.Contains(snapshot.Run.Warnings, w => w.Contains("P 601 K (-25 %) where 800 K was stated"));
        Assert.Contains(snapshot.Run.Warnings, w => w.Contains("frames 20 fs apart lose kinetic energy: P "));
        Assert.Equal(12, snapshot.Windows.Count);

        double Value(string name) => snapshot.Descriptors.Single(d => d.Name == name).Value;
    }
}
