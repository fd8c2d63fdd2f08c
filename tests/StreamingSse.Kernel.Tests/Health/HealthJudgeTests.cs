using StreamingSse.Kernel.Health;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Tests.Health;

public sealed class HealthJudgeTests
{
    private static readonly HealthLimits Limits = new(LindemannRatio: 0.25, FrameworkGrowthA2: 2, DriftA: 10, TemperatureRelative: 0.2, VolumeRelative: 0.15, TimeStepRelative: 0.15);

    [Fact]
    public void A_run_of_which_nothing_is_known_raises_no_alarm() =>
        Assert.Empty(HealthJudge.Judge(new HealthReading(Snapshot(), _ => false, double.NaN, double.NaN, double.NaN), Limits));

    [Theory]
    [InlineData(0.006, true)]   // 6 · 0.006 Å²/ps · 60 ps = 2.16 Å²
    [InlineData(0.005, false)]  // 1.8 Å²
    public void A_framework_that_diffuses_is_melting(double dA2PerPs, bool isMelting)
    {
        RunSnapshot snapshot = Snapshot(species: [Curves("Ca", dA2PerPs)]);
        Assert.Equal(isMelting, Raised(snapshot).Contains("framework-melting"));
        Assert.Empty(HealthJudge.Judge(new HealthReading(snapshot, specie => specie == "Ca", double.NaN, double.NaN, double.NaN), Limits)); // that is what it is for
    }

    [Theory]
    [InlineData(0.26, true)]
    [InlineData(0.24, false)]
    public void A_framework_that_swings_too_far_is_melting(double lindemann, bool isMelting) =>
        Assert.Equal(isMelting, Raised(Snapshot() with { Descriptors = [new DescriptorValue("lindemann", lindemann, "1", double.NaN, "")] }).Contains("framework-melting"));

    [Fact]
    public void Drift_and_a_cell_that_runs_away_are_told_with_their_figures()
    {
        IReadOnlyList<HealthAlarm> alarms = HealthJudge.Judge(new HealthReading(Snapshot(), _ => false, DriftA: 12.5, FirstVolumeA3: 1000, VolumeA3: 1200), Limits);
        Assert.Equal(["drift", "cell-running-away"], alarms.Select(alarm => alarm.Name));
        Assert.Contains("12.5 Å", alarms[0].Text);
        Assert.Contains("from 1000 to 1200 Å³, by +20 %", alarms[1].Text);
        Assert.Empty(HealthJudge.Judge(new HealthReading(Snapshot(), _ => false, 9.9, 1000, 1149), Limits));
        Assert.Single(HealthJudge.Judge(new HealthReading(Snapshot(), _ => false, 9.9, 1000, 849), Limits));
    }

    [Theory]
    [InlineData(2000, 730, 2, true)]
    [InlineData(2000, 470, 2, true)]
    [InlineData(2000, 700, 2, false)]
    [InlineData(600, 1000, 1, false)] // too short to tell, and well with what was before
    public void The_latest_windows_temperature_is_held_against_the_set_point(double beforeK, double windowK, double windowPs, bool isOff) =>
        Assert.Equal(isOff, Raised(Snapshot(velocities: "file") with { Windows = [new WindowRow(0, 5, 1, beforeK), new WindowRow(5, 5 + windowPs, 1, windowK)] }).Contains("temperature"));

    [Fact]
    public void A_run_too_short_to_tell_a_temperature_raises_no_alarm() => // the start's own exchange of energies
        Assert.DoesNotContain("temperature", Raised(Snapshot(velocities: "file") with { Windows = [new WindowRow(0, 1, 1, 1000)] }));

    [Fact]
    public void Short_windows_are_taken_together_until_they_tell_a_temperature()
    {
        RunSnapshot snapshot = Snapshot(velocities: "file") with { Windows = [new WindowRow(0, 0.8, 1, 600), new WindowRow(0.8, 1.6, 1, 600), new WindowRow(1.6, 2.4, 1, 800), new WindowRow(2.4, 3.2, 1, 900)] };
        HealthAlarm alarm = Assert.Single(Judge(snapshot), one => one.Trouble == HealthTrouble.Temperature);
        Assert.StartsWith("767 K from 0.8 to 3.2 ps, +28 % off", alarm.Text); // (600 + 800 + 900)/3
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]   // NBLOCK forgotten: frames are twice as far apart as was thought
    [InlineData(0.5, true)]
    public void Free_flight_tells_the_true_spacing_of_frames(double factor, bool isWrong)
    {
        const double speedAPerPs = 5, takenPs = 0.01;
        double stepA = speedAPerPs * takenPs * factor;
        RunSnapshot snapshot = Snapshot(velocities: "file", species: [Curves("Ca", 0, [0, stepA * stepA], takenPs, [speedAPerPs * speedAPerPs, speedAPerPs * speedAPerPs])]);
        HealthAlarm? alarm = Judge(snapshot).SingleOrDefault(one => one.Trouble == HealthTrouble.WrongTimeStep);
        Assert.Equal(isWrong, alarm is not null);
        if (isWrong) Assert.Contains($"as if the frames were {10 * factor:0.##} fs apart, not 10 fs", alarm!.Text);
    }

    [Fact]
    public void Coarse_frames_prove_a_spacing_too_short_but_never_one_too_long()
    {
        // ⟨Δr²⟩ may be anything below Δ²⟨v²⟩, and nothing above.
        Assert.Empty(Judge(Snapshot(velocities: "file", species: [Curves("Ca", 0, [0, 0.01], 0.1, [25, 0])])));
        Assert.Equal(["wrong-time-step"], Raised(Snapshot(velocities: "file", species: [Curves("Ca", 0, [0, 0.4], 0.1, [25, 0])])));
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(100, false)]  // differences of frames too far apart lose kinetic energy: nothing is proven
    [InlineData(2400, true)]  // twice the speed: frames are twice as far apart
    public void Differences_that_are_too_fast_tell_of_a_step_too_short(double kineticK, bool isWrong) =>
        Assert.Equal(isWrong, Raised(Snapshot(velocities: "finite differences", kineticK: kineticK)).Contains("wrong-time-step"));

    private static IReadOnlyList<HealthAlarm> Judge(RunSnapshot snapshot) => HealthJudge.Judge(new HealthReading(snapshot, _ => false, double.NaN, double.NaN, double.NaN), Limits);

    private static IEnumerable<string> Raised(RunSnapshot snapshot) => Judge(snapshot).Select(alarm => alarm.Name);

    private static SpecieCurves Curves(string specie, double dA2PerPs, double[]? msdA2 = null, double lagPs = 1, double[]? vacf = null) => new(
        specie, 10, [0, lagPs], msdA2 ?? [0, 1], [], [], [], [], new DiffusionFit(dA2PerPs, 30, 90), null, vacf is null ? null : new Spectrum([0, lagPs], vacf, [], []));

    private static RunSnapshot Snapshot(string velocities = "none", double kineticK = double.NaN, SpecieCurves[]? species = null)
    {
        var facts = new RunFacts("run", [], "LAMMPS", 10, 100, 0, 100, 0.01, new Dictionary<string, int>(), 600, new Dictionary<string, double> { ["Ca"] = kineticK }, velocities, "all", [], []);
        return new RunSnapshot(facts, null, species ?? [], [], [], [], new Dictionary<string, string>());
    }
}
