using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Tests.Snapshots;

public sealed class SnapshotBuilderTests
{
    private const double FramePs = 0.01;

    private static readonly string[] AllNames =
    [
        "lindemann", "gammaOptical", "omegaAll", "omegaNd", "omegaD", "omega30All", "omega30Nd", "omega30D", "eVibAll", "eVibNd", "eVibD",
        "cVAll", "cVNd", "cVD", "thetaD", "fVibAll", "fVibNd", "fVibD", "sVibAll", "sVibNd", "sVibD", "D", "msd",
    ];

    [Fact]
    public void All_twenty_three_are_there_with_a_value_or_a_reason()
    {
        RunSnapshot snapshot = Build(Atoms("Li", "O"), new AnalysisOptions(MobileSpecies.Named("Li")) { StatedTemperatureK = 300 });
        Assert.Equal(AllNames.Order(), snapshot.Descriptors.Select(d => d.Name).Concat(snapshot.Missing.Keys).Order());
        Assert.Equal(["gammaOptical"], snapshot.Missing.Keys);
        Assert.Equal("needs a DFT phonon calculation", snapshot.Missing["gammaOptical"]);
        Assert.All(snapshot.Descriptors, d => Assert.True(double.IsFinite(d.Value) && double.IsNaN(d.Error), d.Name));
        Assert.Empty(snapshot.Run.Warnings);
    }

    [Fact]
    public void Values_are_those_of_the_pieces()
    {
        AnalysisOptions options = new(MobileSpecies.Named("Li")) { StatedTemperatureK = 300, FitPs = (0.1, 0.2) };
        RunSnapshot snapshot = Build(Atoms("Li", "O"), options);
        // Li: MSD = 0.5 + 6·0.2·t; O: 0.3 flat. n = 100 frames: lags 25…50.
        Assert.Equal(0.2, Value(snapshot, "D"), 9);
        Assert.Equal(0.3, Value(snapshot, "msd"), 9);
        Assert.Equal(0.1 / 2.5, Value(snapshot, "lindemann"), 9);
        // A swing at 8 THz through a window of 0.5 ps is a line 2 THz wide about it: its mean is 8 THz to a per cent.
        Assert.Equal(8 * Units.MevPerThz, Value(snapshot, "omegaD"), tolerance: 0.4);
        Assert.Equal(4 * Units.MevPerThz, Value(snapshot, "omegaNd"), tolerance: 0.4);
        Assert.Equal(4.0 / 3 * Value(snapshot, "omegaAll") / Units.BoltzmannMevPerK, Value(snapshot, "thetaD"), 9);
        foreach (string group in new[] { "All", "Nd", "D" })
            Assert.Equal(Value(snapshot, "fVib" + group), Value(snapshot, "eVib" + group) - 300 * Value(snapshot, "sVib" + group), 9);

        Assert.Equal(("Li", "framework"), (snapshot.Mobile!.Specie, snapshot.Mobile.Drift));
        Assert.Equal((0.1, 0.2, 11), (snapshot.Mobile.Fit!.FitFromPs, snapshot.Mobile.Fit.FitToPs, snapshot.Mobile.Fit.LagCount));
        Assert.Equal(["all", "nd", "d"], snapshot.Groups.Select(g => g.Group));
        Assert.All(snapshot.Groups, g => Assert.Equal(3, g.Spectrum.Integral, tolerance: 1e-6));
        Assert.Equal("meV/mode", snapshot.Descriptors.Single(d => d.Name == "eVibAll").Unit);
        Assert.Contains("T = 300 K (stated)", snapshot.Descriptors.Single(d => d.Name == "eVibAll").From);
    }

    [Fact]
    public void Without_a_stated_temperature_the_kinetic_one_is_used_and_without_both_none()
    {
        AnalysisOptions options = new(MobileSpecies.Named("Li"));
        RunSnapshot kinetic = Build(Atoms("Li", "O"), options);
        Assert.Contains("T = 310 K (kinetic)", kinetic.Descriptors.Single(d => d.Name == "cVD").From);
        RunSnapshot none = Build(Atoms("Li", "O"), options, m => m with { KineticAllK = double.NaN });
        Assert.StartsWith("no temperature", none.Missing["cVD"]);
        Assert.Contains(none.Descriptors, d => d.Name == "omegaD");
    }

    [Fact]
    public void Where_every_atom_is_mobile_the_framework_is_missing_with_its_reason()
    {
        RunSnapshot snapshot = Build(Atoms("Li"), new AnalysisOptions(MobileSpecies.Named("Li")), m => m with
        {
            NonMobile = new SiteSpreadReading(0, 100, double.NaN, double.NaN, double.NaN),
            DriftUsed = DriftMode.All,
        });
        foreach (string name in new[] { "lindemann", "msd", "omegaNd", "omega30Nd", "sVibNd" })
            Assert.Equal("every atom is mobile", snapshot.Missing[name]);
        Assert.Equal("all", snapshot.Mobile!.Drift);
        Assert.Equal(["all", "d"], snapshot.Groups.Select(g => g.Group));
    }

    [Fact]
    public void Where_no_mobile_specie_is_known_all_that_needs_one_is_missing_and_a_warning_asks()
    {
        RunSnapshot snapshot = Build(Atoms("Ga", "As"), new AnalysisOptions(MobileSpecies.Infer(Atoms("Ga", "As"))));
        foreach (string name in new[] { "lindemann", "msd", "D", "omegaNd", "omegaD" }) Assert.Contains("--specie", snapshot.Missing[name]);
        Assert.Null(snapshot.Mobile);
        Assert.Contains(snapshot.Descriptors, d => d.Name == "omegaAll");
        Assert.Contains(snapshot.Run.Warnings, w => w.Contains("no mobile specie is known"));
    }

    [Fact]
    public void Without_velocities_or_masses_the_reason_is_told()
    {
        AnalysisOptions options = new(MobileSpecies.Named("Li"));
        Assert.Equal("there are no velocities", Build(Atoms("Li", "O"), options, m => m with { Vacf = [] }).Missing["omegaAll"]);
        RunSnapshot unknown = Build(new AtomTable(["Li", "X"], new Dictionary<string, double>()), options);
        Assert.Equal("the mass of Li, X is not known", unknown.Missing["omegaAll"]);
        Assert.Contains(unknown.Descriptors, d => d.Name == "omegaD"); // one specie needs no mass
    }

    [Fact]
    public void A_spectrum_too_coarse_for_the_low_mean_says_so()
    {
        RunSnapshot snapshot = Build(Atoms("Li", "O"), new AnalysisOptions(MobileSpecies.Named("Li")) { Vdos = VdosMode.Paper }, m => m with
        {
            Vacf = [new VacfCurve(0, 1, [10, 1], [9, 8]), new VacfCurve(1, 1, [10, 1], [9, 8])],
        });
        Assert.StartsWith("fewer than two bins at or below 30 meV", snapshot.Missing["omega30D"]);
    }

    [Fact]
    public void Theta_has_three_estimates()
    {
        AnalysisOptions options = new(MobileSpecies.Named("Li")) { StatedTemperatureK = 300 };
        RunSnapshot square = Build(Atoms("Li", "O"), options with { Debye = DebyeEstimate.RootMeanSquare });
        double fromMean = Value(Build(Atoms("Li", "O"), options), "thetaD"); // √⟨ω²⟩ of lines at 4 and 8 THz exceeds ⟨ω⟩ by a tenth at most
        Assert.InRange(Value(square, "thetaD") / fromMean / (Math.Sqrt(5.0 / 3) / (4.0 / 3)), 1, 1.15);
        RunSnapshot displacement = Build(Atoms("Li", "O"), options with { Debye = DebyeEstimate.Displacement });
        Assert.Equal(DebyeTemperature.FromDisplacement(0.16, 300), Value(displacement, "thetaD"), 9);
    }

    [Fact]
    public void A_specie_that_the_run_has_not_is_refused() =>
        Assert.Contains("(Li, O), got Na", Assert.Throws<ArgumentException>(
            () => new SnapshotBuilder(Atoms("Li", "O"), new AnalysisOptions(MobileSpecies.Named("Na")))).Message);

    internal static AtomTable Atoms(params string[] species) =>
        new(species, species.ToDictionary(s => s, s => Elements.TryGetMassAmu(s, out double amu) ? amu : double.NaN));

    /// <summary>The first specie diffuses with D = 0.2 Å²/ps and swings at 8 THz, all others swing at 4 THz.</summary>
    internal static RunSnapshot Build(
        AtomTable atoms, AnalysisOptions options, Func<RunMeasurements, RunMeasurements>? change = null, double framePs = FramePs)
    {
        int[] species = [.. Enumerable.Range(0, atoms.SpecieNames.Count)];
        var measured = new RunMeasurements(
            100,
            [.. species.Select(s => Msd(s, s == 0 ? 0.2 : 0, s == 0 ? 0.5 : 0.3, framePs))],
            [.. species.Select(s => Vacf(s, s == 0 ? 8 : 4, framePs))],
            [.. species.Select(_ => 310.0)], 310,
            new SiteSpreadReading(1, 100, 0.01, 0.16, 2.5), [], DriftMode.Framework, null, VelocitiesFromFile: true);
        var read = new RunFacts("run", [], "LAMMPS", atoms.AtomCount, 100, 0, 0.99, framePs, new Dictionary<string, int>(), double.NaN,
            new Dictionary<string, double>(), "", "all origins", [], []);
        return new SnapshotBuilder(atoms, options).Build(read, change is null ? measured : change(measured));
    }

    internal static MsdCurve Msd(int specie, double dA2PerPs, double cageA2, double framePs)
    {
        int[] lags = [.. Enumerable.Range(0, 51)];
        double[] axis = [.. lags.Select(lag => lag == 0 ? 0 : cageA2 / 3 + 2 * dA2PerPs * lag * framePs)];
        return new MsdCurve(specie, 1, lags, axis, axis, axis, axis, [.. lags.Select(lag => 100L - lag)]);
    }

    private static VacfCurve Vacf(int specie, double thz, double framePs) => new(specie, 1,
        [.. Enumerable.Range(0, 60).Select(m => (100 - m) * 40 * Math.Cos(2 * Math.PI * thz * m * framePs))],
        [.. Enumerable.Range(0, 60).Select(m => 100L - m)]);

    private static double Value(RunSnapshot snapshot, string name) => snapshot.Descriptors.Single(d => d.Name == name).Value;
}
