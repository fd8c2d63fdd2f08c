using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Tests.Snapshots;

public sealed class RunWarningsTests
{
    private static readonly AtomTable LiO = SnapshotBuilderTests.Atoms("Li", "O");
    private static readonly AnalysisOptions Li = new(MobileSpecies.Named("Li")) { StatedTemperatureK = 300 };

    [Theory]
    [InlineData(359, false)]
    [InlineData(361, true)]
    [InlineData(239, true)]
    public void A_temperature_off_by_more_than_a_fifth_is_told_with_its_likely_causes(double kineticK, bool told)
    {
        string[] warnings = Warnings(Li, m => m with { KineticK = [kineticK, 300] });
        Assert.Equal(told, warnings.Length == 1);
        if (told) Assert.Contains($"Li {kineticK} K", Assert.Single(warnings, w => w.Contains("NBLOCK")));
    }

    [Fact]
    public void Frames_too_far_apart_for_the_spectrum_are_told_and_the_descriptors_carry_it()
    {
        RunSnapshot snapshot = SnapshotBuilderTests.Build(LiO, Li, framePs: 0.05);
        Assert.Contains(snapshot.Run.Warnings, w => w.Contains("50 fs apart show vibrations up to 41 meV only"));
        Assert.Contains("sampled too coarsely", snapshot.Descriptors.Single(d => d.Name == "omegaAll").From);
    }

    [Fact]
    public void Light_ions_blurred_by_finite_differences_are_told()
    {
        string[] warnings = Warnings(Li, m => m with { KineticK = [250, 300], VelocitiesFromFile = false });
        Assert.Contains("lose kinetic energy: Li 17 %", Assert.Single(warnings));
        Assert.Empty(Warnings(Li, m => m with { KineticK = [250, 300] }));
    }

    [Fact]
    public void A_specie_that_out_diffuses_the_chosen_one_is_told_with_what_to_type()
    {
        AnalysisOptions wrong = new(MobileSpecies.Named("O"));
        RunMeasurements Far(RunMeasurements m) => m with { Msd = [SnapshotBuilderTests.Msd(0, 2, 0.5, 0.01), m.Msd[1]] };
        Assert.Contains("--specie Li", Assert.Single(Warnings(wrong, Far)));
        Assert.Empty(Warnings(Li, Far));
        Assert.Empty(Warnings(wrong, m => m)); // faster, but within one site's reach so far
    }

    [Fact]
    public void Rivals_of_an_inferred_specie_are_told_of_a_named_one_not()
    {
        AtomTable atoms = SnapshotBuilderTests.Atoms("F", "Ca");
        RunSnapshot inferred = SnapshotBuilderTests.Build(atoms, new AnalysisOptions(MobileSpecies.Infer(atoms)));
        RunSnapshot named = SnapshotBuilderTests.Build(atoms, new AnalysisOptions(MobileSpecies.Named("F")));
        Assert.Contains(inferred.Run.Warnings, w => w.Contains("Ca may be mobile too"));
        Assert.Empty(named.Run.Warnings);
    }

    [Fact]
    public void Lags_that_are_not_kept_and_ranges_that_hold_none_are_told()
    {
        Assert.Contains("26 lags kept of the 51", Assert.Single(Warnings(Li, m => m with
        {
            MsdFrameCount = 200,
            Msd = [.. m.Msd.Select(c => c with { Lags = [.. c.Lags.Select(lag => 2 * lag)] })],
        })));
        Assert.Contains("--fit-ps 5:9: expected at least two lags within", Assert.Single(Warnings(Li with { FitPs = (5, 9) }, m => m)));
    }

    private static string[] Warnings(AnalysisOptions options, Func<RunMeasurements, RunMeasurements> change) =>
        [.. SnapshotBuilderTests.Build(LiO, options, change).Run.Warnings];
}
