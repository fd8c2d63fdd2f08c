using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Tests.Truth;

namespace StreamingSse.Kernel.Tests.Estimators;

/// <summary>D of Na₃PS₄ at 800 K as published, raw and with the framework's drift removed.</summary>
public sealed class EinsteinFitTruthTests
{
    // All printed digits where the same thing was done. The published drift is the unweighted framework mean: masses left out give just that,
    // and ours, the weighted one, lies within 1e-4 of it.
    [DataTheory]
    [InlineData(DriftMode.None, true, 2.084599e-01, 3e-7)]
    [InlineData(DriftMode.Framework, false, 2.104645e-01, 3e-7)]
    [InlineData(DriftMode.Framework, true, 2.104645e-01, 1e-4)]
    public void D_of_the_papers_window_is_the_published_one(DriftMode mode, bool masses, double published, double relative)
    {
        var run = new Na3ps4(mode, masses);
        DiffusionFit fit = EinsteinFit.Over(LagRange.Paper(100), BruteForce.Msd(run.Atoms, 0, run.PositionsA), Na3ps4.FramePs)!;
        Assert.Equal((0.5, 1.0), (fit.FitFromPs, fit.FitToPs));
        Assert.Equal(1, fit.DA2PerPs / published, tolerance: relative);
    }
}
