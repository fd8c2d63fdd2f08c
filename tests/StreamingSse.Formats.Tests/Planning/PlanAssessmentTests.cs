using StreamingSse.Formats.Planning;

namespace StreamingSse.Formats.Tests.Planning;

public sealed class PlanAssessmentTests
{
    /// <summary>A quarter of a period per frame at the Nyquist frequency: hν = h/(2·20 fs) = 103.4 meV.</summary>
    [Fact]
    public void Sampling_lengths_and_lags_follow_from_steps_and_spacing()
    {
        PlanAssessment plan = PlanAssessment.Of(Run(2, 50_000, 10))!;
        Assert.Equal((0.02, 5001L, 100.0), (plan.FramePs, plan.FrameCount, plan.LengthPs));
        Assert.Equal(103.39, plan.NyquistMev, 0.01);
        Assert.Equal(["gammaOptical"], plan.Refused.Keys);
        Assert.Contains("thetaD", plan.Possible);
    }

    [Theory]
    [InlineData(20, true, true)]    // 40 fs: 51.7 meV
    [InlineData(35, false, false)]  // 70 fs: 29.5 meV
    [InlineData(17, true, false)]   // 34 fs: 60.8 meV
    public void Vibrational_descriptors_need_their_energies_resolved(int everySteps, bool hasLow, bool isWholeRefused)
    {
        PlanAssessment plan = PlanAssessment.Of(Run(2, 50_000, everySteps))!;
        Assert.Equal(hasLow, plan.Possible.Contains("omega30All"));
        Assert.Equal(isWholeRefused || !hasLow, plan.Refused.ContainsKey("eVibAll"));
    }

    [Fact]
    public void The_reason_names_the_spacing_that_would_do() =>
        Assert.Contains("a frame every 17 steps", PlanAssessment.Of(Run(2, 50_000, 50))!.Refused["omegaAll"]);

    [Theory]
    [InlineData("LAMMPS", "dump_modify d every 17")]
    [InlineData("VASP", "NBLOCK = 17")]
    [InlineData("GROMACS", "nstvout = 17")]
    [InlineData("CP2K", "    MD 17")]
    public void The_lines_that_resolve_the_whole_spectrum_are_those_of_the_engine(string engine, string line)
    {
        PlannedRun run = Run(2, 200_000, 35) with { Engine = engine };
        run = run with { Outputs = [run.Outputs[0] with { Id = "d" }] };
        Assert.Contains(line, PlanAssessment.Of(run)!.Denser!.LinesToAdd);
        Assert.Null(PlanAssessment.Of(run with { Outputs = [run.Outputs[0] with { EverySteps = 17 }] })!.Denser);
    }

    [Fact]
    public void A_run_too_short_for_a_verdict_gives_no_D()
    {
        PlanAssessment plan = PlanAssessment.Of(Run(1, 15_000, 10))!;
        Assert.Contains("D", plan.Refused.Keys);
        Assert.Contains("20 ps", plan.Refused["D"]);
    }

    [Fact]
    public void Twice_the_ions_and_four_times_the_length_narrow_the_interval()
    {
        double few = PlanAssessment.ExpectedRelative(0.02, 50, 200), more = PlanAssessment.ExpectedRelative(0.02, 100, 200), longer = PlanAssessment.ExpectedRelative(0.02, 50, 800);
        Assert.InRange(more / few, 0.65, 0.8);
        Assert.InRange(longer / few, 0.4, 0.6);
        Assert.True(PlanAssessment.ExpectedRelative(0.02, 1_000_000, 1e6) > 0.058); // what is systematic stays
    }

    /// <summary>By hand, D = 0.02 Å²/ps, 50 ions, 200 ps: 7.84/(6·0.02·50·200) of hops; a lag of 200/2.5 = 80 ps, whose noise is that of the mean over 2.5 lags of a
    /// process with covariance 5/2 − 3s + 3s²/4, then (2 − s)²/4; 3 % squared. 1.96 of the root is 27.3 %.</summary>
    [Fact]
    public void The_expected_interval_is_that_of_Poisson_hops_and_of_displacements_of_a_Gaussian_process()
    {
        const double window = 2.5, step = 1e-4;
        double products = 0;
        for (double s = step / 2; s < 2; s += step)
            products += 2 / (window * window) * (window - s) * (s < 1 ? 2.5 - 3 * s + 0.75 * s * s : (2 - s) * (2 - s) / 4) * step;
        double expected = 1.96 * Math.Sqrt(7.84 / (6 * 0.02 * 50 * 200) + 2.0 / 3 * products / 50 + 0.03 * 0.03);
        Assert.Equal(expected, PlanAssessment.ExpectedRelative(0.02, 50, 200), 1e-6);
        Assert.Equal(0.2726, expected, 1e-4);
    }

    private static PlannedRun Run(double timestepFs, long steps, long every) =>
        new("LAMMPS", ["in"], timestepFs, steps, 300, [new PlannedOutput("d", every, true, true, false)], new StopWay(true, "", [], ""), new Dictionary<string, int>(), []);
}
