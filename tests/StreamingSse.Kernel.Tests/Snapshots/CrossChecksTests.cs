using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Snapshots;

public class CrossChecksTests
{
    private const double D = 0.05;
    private static readonly Interval Unknown = new(double.NaN, double.NaN, double.NaN);

    [Fact]
    public void What_agrees_gives_no_warning()
    {
        CrossChecks checks = Checks();
        Assert.Equal(1, checks.LagPs);
        Assert.Equal(D, checks.FromVelocitiesA2PerPs, 1e-3);
        Assert.Equal(D / 8, checks.PaperErrorA2PerPs, 1e-12); // 64 ions
        Assert.Empty(checks.Warnings());
    }

    [Fact]
    public void Velocities_in_another_unit_are_warned_of() =>
        Assert.Contains("from velocities", Assert.Single(Checks(velocityScale: 2).Warnings()), StringComparison.Ordinal);

    [Fact]
    public void A_paper_line_far_from_the_estimate_is_warned_of_unless_nothing_may_be_quoted()
    {
        Assert.Contains("the paper's line", Assert.Single(Checks(paper: 2 * D).Warnings()), StringComparison.Ordinal);
        Assert.Empty(Checks(paper: 2 * D, state: VerdictState.SubDiffusive).Warnings());
    }

    [Theory]
    [InlineData(3.5, "slowed down")]
    [InlineData(-3.5, "sped up")]
    public void Halves_that_differ_are_warned_of(double halvesZ, string words) =>
        Assert.Contains(words, Assert.Single(Checks(halvesZ: halvesZ).Warnings()), StringComparison.Ordinal);

    [Fact]
    public void Without_velocities_there_is_no_lag_to_compare_at()
    {
        CrossChecks checks = Checks(hasVelocities: false);
        Assert.True(double.IsNaN(checks.LagPs) && double.IsNaN(checks.FromVelocitiesA2PerPs));
        Assert.Empty(checks.Warnings());
    }

    private static CrossChecks Checks(
        double velocityScale = 1, double paper = D, double halvesZ = 0, VerdictState state = VerdictState.Converged, bool hasVelocities = true)
    {
        var found = new Assessment(300, new(D, 0.8 * D, 1.2 * D), 1.2 * D, 64, 32, 2, 2, 0, halvesZ, 1, 0, 1000, 26, 0, 10)
        {
            Plateau = new([0.5, 1, 1.5, 2], [D, D, D, D], [0.002, 0.002, 0.002, 0.002], [D, D, D, D]),
        };
        // White velocities between frames 10 fs apart: half of C(0) times the spacing is the integral at once.
        double[] sums = [velocityScale * velocityScale * 3 * 2 * D / 0.01, .. new double[200]];
        VacfCurve[] vacf = hasVelocities ? [new(0, 1, sums, [.. sums.Select(_ => 1L)])] : [];
        return new CrossChecks(
            new DiffusionVerdict(state, "", 0.2, found, null, Unknown, double.NaN, null), found, vacf, 0.01, new DiffusionFit(paper, 75, 150), ionCount: 64);
    }
}
