using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class DiffusionVerdictTests
{
    private static readonly TransportConditions Lithium = new(ChargeE: 1, TemperatureK: 600, VolumeA3: 1405);

    [Fact]
    public void A_run_of_a_few_ps_waits()
    {
        DiffusionVerdict verdict = After(Walks.Hops(64, 21, 0.1, 1), 64);
        Assert.Equal("waiting", verdict.StateName);
        Assert.Null(verdict.Found);
    }

    [Fact]
    public void Vibration_is_not_diffusing_and_says_the_bound_and_the_tested_lag()
    {
        DiffusionVerdict verdict = After(Walks.Hops(64, 401, 0, 1), 64);
        Assert.Equal("not-diffusing", verdict.StateName);
        Assert.Null(verdict.Transport);
        Assert.Contains("memory tested up to 64 ps", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("0 hops", verdict.Reason, StringComparison.Ordinal);
    }

    /// <summary>Nothing in it is chance, so no noise can be told; D is 0 by construction.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.3)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(80)]
    public void Exactly_periodic_motion_is_never_called_diffusion(double periodPs)
    {
        foreach (bool inStep in new[] { true, false })
        {
            IEnumerable<double[]> Swing() => Enumerable.Range(0, 401).Select(frame =>
                Enumerable.Range(0, 24).Select(c => 0.5 * Math.Sin(2 * Math.PI * (0.5 * frame / periodPs + (inStep ? 0 : c / 24.0)))).ToArray());
            DiffusionVerdict verdict = After(Swing(), 8);
            Assert.False(verdict.IsQuotable, verdict.Reason);
            Assert.Null(verdict.AtStop);
            Assert.DoesNotContain("said after", verdict.Reason);
        }
    }

    [Fact]
    public void Fast_hops_converge_and_keep_what_was_known_at_the_stop()
    {
        DiffusionVerdict verdict = After(Walks.Hops(64, 1001, 0.1, 5), 64);
        Assert.Equal("converged", verdict.StateName);
        Assert.Equal(verdict.AtStop!.CoveredPs, verdict.StopAtPs);
        Assert.Equal(0, verdict.RemainingPs.Value);
    }

    [Fact]
    public void A_short_run_says_how_much_more()
    {
        DiffusionVerdict verdict = After(Walks.Hops(64, 141, 0.1, 5), 64, target: 0.1);
        Assert.True(verdict.RemainingPs.Low95 < verdict.RemainingPs.Value && verdict.RemainingPs.Value < verdict.RemainingPs.High95);
    }

    [Fact]
    public void Nernst_Einstein_is_that_of_a_textbook_number()
    {
        // n = 1e22 cm⁻³, z = 1, D = 1e-6 cm²/s, T = 300 K: n e² D/(kT) = 1e22·(1.602177e-19)²·1e-6/(1.380649e-23·300) S/cm = 0.06198.
        var conditions = new TransportConditions(ChargeE: 1, TemperatureK: 300, VolumeA3: 6400);
        Assert.Equal(0.061976, 0.01 * conditions.SPerCmPerA2PerPs(ionCount: 64), 1e-5);
        Assert.Equal(4, (conditions with { ChargeE = -2 }).SPerCmPerA2PerPs(64) / conditions.SPerCmPerA2PerPs(64), 9);
    }

    [Fact]
    public void Independent_ions_have_a_Haven_ratio_of_one_and_strings_of_eight_an_eighth()
    {
        Transport single = After(Walks.Hops(64, 4001, 0.1, 6), 64).Transport!;
        Assert.True(single.Haven.Low95 < 1 && single.Haven.High95 > 1 && single.Haven.Low95 > 0.4, single.Haven.ToString());
        Assert.Equal(single.Haven.Value, single.SigmaNernstEinsteinSPerCm.Value / single.SigmaCollectiveSPerCm.Value, 9);

        Transport strings = After(Walks.Hops(64, 4001, 0.1, 6, group: 8), 64).Transport!;
        Assert.True(strings.Haven.Low95 < 0.125 && strings.Haven.High95 > 0.125 && strings.Haven.High95 < 0.4, strings.Haven.ToString());
    }

    [Fact]
    public void Channels_show_all_of_D_along_their_axis()
    {
        DiffusionVerdict verdict = After(Walks.Hops(64, 3001, 0.1, 7, axes: 1), 64);
        Transport transport = verdict.Transport!;
        Assert.Equal(1, transport.DXA2PerPs.Value / (3 * verdict.Found!.D.Value), 0.05);
        Assert.InRange(transport.DYA2PerPs.Value / transport.DXA2PerPs.Value, -0.02, 0.02);
        Assert.True(transport.DXA2PerPs.Low95 < 0.1 * 2.8 * 2.8 / 2 && transport.DXA2PerPs.High95 > 0.1 * 2.8 * 2.8 / 2);
    }

    [Fact]
    public void A_sum_that_was_subtracted_as_drift_gives_no_collective_conductivity()
    {
        IEnumerable<double[]> Centred()
        {
            foreach (double[] r in Walks.Hops(64, 1501, 0.1, 8))
            {
                double[] mean = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 64).Average(i => r[3 * i + axis]))];
                yield return [.. r.Select((x, c) => x - mean[c % 3])];
            }
        }
        Transport transport = After(Centred(), 64).Transport!;
        Assert.True(double.IsNaN(transport.SigmaCollectiveSPerCm.Value));
        Assert.True(double.IsNaN(transport.Haven.Value));
        Assert.False(double.IsNaN(transport.SigmaNernstEinsteinSPerCm.Value));
    }

    private static DiffusionVerdict After(IEnumerable<double[]> frames, int ionCount, double target = 0.3)
    {
        var levels = new LocalDiffusivityLevels(ionCount, 0.5);
        var rule = new StopRule(target);
        int frame = 0;
        foreach (double[] positionsA in frames)
        {
            levels.Add(0.5 * frame++, positionsA);
            if (rule.IsDue(levels)) rule.Check(levels);
        }
        return DiffusionVerdict.Of(levels, rule, Lithium);
    }
}
