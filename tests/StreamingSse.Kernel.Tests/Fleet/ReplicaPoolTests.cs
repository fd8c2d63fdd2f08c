using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Fleet;

public sealed class ReplicaPoolTests
{
    private const double Z = 1.959963984540054;

    [Fact]
    public void Replicas_that_agree_pool_to_the_weighted_mean_of_ln_D()
    {
        PooledVerdict pooled = Assert.Single(ReplicaPool.Of([Row("a", 0.10, 0.1), Row("b", 0.10 * Math.Exp(0.03), 0.2)]));
        double weight = 1 / 0.01 + 1 / 0.04, mean = Math.Log(0.10) + 0.03 / 0.04 / weight;
        Assert.Equal(Math.Exp(mean), pooled.D.Value, tolerance: 1e-12);
        Assert.Equal(1 / Math.Sqrt(weight), pooled.LogError, tolerance: 1e-12);
        Assert.Equal(0, pooled.BetweenSpread);
        Assert.Equal(["a", "b"], pooled.Runs);
    }

    [Fact]
    public void Replicas_that_disagree_carry_the_variance_between_them()
    {
        // Equal errors s and values ±d: Q = 2d²/s², τ² = 2d² − s² (DerSimonian & Laird), variance of the mean (s² + τ²)/2 = d², t(1) = tan(0.475 π).
        PooledVerdict pooled = Assert.Single(ReplicaPool.Of([Row("a", Math.Exp(-0.5), 0.1), Row("b", Math.Exp(0.5), 0.1)]));
        Assert.Equal(Math.Sqrt(2 * 0.25 - 0.01), pooled.BetweenSpread, tolerance: 1e-12);
        Assert.Equal(0.5 * Math.Tan(0.475 * Math.PI) / Z, pooled.LogError, tolerance: 1e-9);
        Assert.Equal(1, pooled.D.Value, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 2)]
    public void The_interval_holds_the_truth_as_often_as_it_says_whatever_lies_between_the_replicas(int replicas, double betweenPerError)
    {
        var dice = new Random(20);
        const double error = 0.1;
        int held = 0, tried = 2000;
        for (int i = 0; i < tried; i++)
        {
            FleetRow[] rows = [.. Enumerable.Range(0, replicas).Select(k => Row($"{k}", Math.Exp(error * Math.Sqrt(1 + betweenPerError * betweenPerError) * Normal(dice)), error))];
            PooledVerdict pooled = Assert.Single(ReplicaPool.Of(rows));
            if (pooled.D.Low95 <= 1 && 1 <= pooled.D.High95) held++;
        }
        Assert.InRange((double)held / tried, 0.935, 1); // 95 % less three standard errors of 2000 trials; above it where the runs' own errors are the wider
    }

    private static double Normal(Random dice) => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    [Theory]
    [InlineData("not-diffusing", 0.0, true)]
    [InlineData("not-diffusing", double.NaN, true)]
    [InlineData("not-diffusing", 0.3, false)] // some hops
    [InlineData("sub-diffusive", 0.0, false)]
    [InlineData("equilibrating", 0.8, false)]
    public void Only_a_bound_without_a_hop_is_one_of_no_event(string state, double dPerBound, bool nothingSeen)
    {
        FleetRow row = Row("a", 1, 0.1) with
        {
            Diffusion = new RunDiffusion(state, "", RunDiffusion.Unknown with { Value = 0.02 * dPerBound }, 0.02, double.NaN, double.NaN, RunDiffusion.Unknown),
        };
        Assert.Equal(nothingSeen, Assert.Single(ReplicaPool.Of([row])).IsNothingSeen);
    }

    [Fact]
    public void Another_temperature_composition_or_specie_is_no_replica()
    {
        RunLabel label = Row("a", 1, 0.1).Label;
        FleetRow[] rows =
        [
            Row("a", 1, 0.1), Row("b", 1, 0.1) with { Label = label with { TemperatureK = 610 } }, Row("c", 1, 0.1) with { Label = label with { Specie = "S" } },
            Row("d", 1, 0.1) with { Label = label with { Composition = "Li5PS5Cl", Stoichiometric = false } },
            Row("e", 1, 0.1) with { Origin = RowOrigin.Reference },
        ];
        Assert.Equal(4, ReplicaPool.Of(rows).Count);
        Assert.All(ReplicaPool.Of(rows), pooled => Assert.True(double.IsNaN(pooled.BetweenSpread)));
    }

    [Fact]
    public void Without_any_D_the_lowest_bound_stands()
    {
        FleetRow bound(string run, double upper) => Row(run, 1, 0.1) with
        {
            Diffusion = new RunDiffusion("not-diffusing", "", RunDiffusion.Unknown, upper, double.NaN, double.NaN, RunDiffusion.Unknown),
        };
        PooledVerdict pooled = Assert.Single(ReplicaPool.Of([bound("a", 0.02), bound("b", 0.01)]));
        Assert.False(pooled.HasD);
        Assert.Equal((0.01, "not-diffusing"), (pooled.UpperBound95, pooled.State));
        Assert.Equal(0.3, Assert.Single(ReplicaPool.Of([bound("a", 0.02), Row("b", 0.3, 0.1)])).D.Value);
    }

    internal static FleetRow Row(string run, double d, double logError) => new(
        run, run, RowOrigin.Run, new RunLabel("Li6PS5Cl", "Li6PS5Cl", true, 600, "Li"),
        new RunProgress(100, 52, 50, double.NaN, double.NaN, IsFinal: false, null),
        new RunDiffusion("diffusing", "", new Interval(d, d * Math.Exp(-Z * logError), d * Math.Exp(Z * logError)), double.NaN, double.NaN, double.NaN, RunDiffusion.Unknown),
        new double[DescriptorColumn.Count], new double[DescriptorColumn.Count], null);
}
