using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Discovery;

/// <summary>Runs of real engines are found and read without a single option.</summary>
public sealed class SharedSetsTests
{
    [DataTheory]
    [InlineData("CaF2_1300", "LAMMPS", 2.0, 1300, "F", 601, 0.1)]
    [InlineData("CaF2_1400", "LAMMPS", 2.0, 1400, "F", 601, 0.1)]
    [InlineData("CaF2_1500", "LAMMPS", 2.0, 1500, "F", 601, 0.1)]
    [InlineData("CaF2_1600", "LAMMPS", 2.0, 1600, "F", 601, 0.1)]
    [InlineData("CaF2_1450_tric", "LAMMPS", 2.0, 1450, "F", 401, 0.1)]
    [InlineData("CaF2_1550_npt", "LAMMPS", 2.0, 1550, "F", 401, 0.1)]
    [InlineData("AgI_600", "LAMMPS", 4.0, 600, "Ag", 401, 0.2)]
    [InlineData("AgI_700", "LAMMPS", 4.0, 700, "Ag", 401, 0.2)]
    [InlineData("AgI_500_drift", "LAMMPS", 4.0, 500, "Ag", 401, 0.2)]
    [InlineData("Li2O_1350", "LAMMPS", 1.5, 1350, "Li", 521, 0.075)]
    [InlineData("Ar_Rahman_94K", "LAMMPS", 5.0, double.NaN, "Ar", 251, 0.4)]
    [InlineData("CP2K_CaF2_1500_fist", "CP2K", 2.0, 1500, "F", 801, 0.008)]
    [InlineData("CP2K_Li2O_xtb", "CP2K", 2.0, 1500, "Li", 122, 0.002)]
    public void An_engines_folder_tells_all_that_is_needed(string set, string engine, double timestepFs, double temperatureK, string mobile, int frames, double framePs)
    {
        RunPlan plan = RunDiscovery.Find(SharedData.Path("engines", set), new RunOptions());
        Assert.Equal((engine, timestepFs, temperatureK), (plan.Engine, plan.TimestepFs, plan.StatedTemperatureK));
        Assert.Equal([mobile], plan.MobileSpecies);
        Assert.All(plan.Atoms.MassesAmu, amu => Assert.InRange(amu, 1, 250));
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal(frames, run.Frames.Count);
        Assert.Equal(framePs * (frames - 1), run.TimesPs[^1], 1e-9);
        Assert.Equal(0, run.TimesPs[0]);
        Assert.All(run.Frames, frame => Assert.Equal((0, 0), (frame.Origin.Block, frame.Origin.Generation)));
        Assert.Equal(["SourceEnded"], run.Events.Select(told => told.GetType().Name));
    }

    [DataTheory]
    [InlineData("XDATCAR_CaF2_1500_fixedcell.gz", 400)]
    [InlineData("XDATCAR_CaF2_1550_variablecell.gz", 200)]
    [InlineData("XDATCAR_CaF2_1500_concatenated.gz", 120)]
    public void An_XDATCAR_needs_only_its_spacing_and_goes_on_through_a_second_header(string file, int frames)
    {
        string path = SharedData.Path("engines", "converted", file);
        var missing = Assert.Throws<BadInputException>(() => RunDiscovery.Find(path, new RunOptions()));
        Assert.Contains("--frame-fs", missing.Message);
        using Follower run = Follower.ReadAll(RunDiscovery.Find(path, new RunOptions { FrameFs = 100 }));
        Assert.Equal(frames, run.Frames.Count);
        Assert.Equal(0.1 * (frames - 1), run.TimesPs[^1], 1e-9);
        Assert.All(run.Frames, frame => Assert.Equal(default, frame.Origin with { EndOffset = 0 }));
    }

    [DataTheory]
    [InlineData("Li2O_1350_unwrapped.extxyz.gz", true)]
    [InlineData("Li2O_1350_wrapped.extxyz.gz", false)]
    public void Extxyz_carries_its_own_times(string file, bool hasVelocities)
    {
        RunPlan plan = RunDiscovery.Find(SharedData.Path("engines", "converted", file), new RunOptions());
        Assert.Equal("ASE", plan.Engine);
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal(0.075, run.TimesPs[1], 1e-9);
        Assert.All(run.Frames, frame => Assert.Equal(hasVelocities, frame.VelocitiesAPerPs is not null));
    }

    [DataFact]
    public void The_fast_dump_of_velocities_only_can_be_read_by_name()
    {
        RunPlan plan = RunDiscovery.Find(SharedData.Path("engines", "Ar_Rahman_94K", "Ar_Rahman_94K.fast.dump.gz"), new RunOptions());
        Assert.Equal(["Ar"], plan.Atoms.SpecieNames);
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal((161, 0.02), (run.Frames.Count, Math.Round(run.TimesPs[1], 9)));
    }

    [DataFact]
    public void What_was_inferred_names_its_file_and_key()
    {
        RunPlan plan = RunDiscovery.Find(SharedData.Path("engines", "CaF2_1500"), new RunOptions());
        Assert.Contains(plan.Inferred, fact => fact.What == "timestep" && fact.Value == "2 fs" && fact.From.Contains("CaF2_1500.log.gz: timestep 0.002"));
        Assert.Contains(plan.Inferred, fact => fact.What == "temperature" && fact.From.Contains("nvt"));
        Assert.Contains(plan.Inferred, fact => fact.What == "specie 2" && fact.Value == "F");
        Assert.Contains(plan.Warnings, warning => warning.Contains("Ca") && warning.Contains("--specie F"));
        Assert.Contains(plan.Others, other => other.EndsWith("fast.dump.gz"));
    }

    [DataTheory]
    [InlineData("Li6PS5I/100p", 7, 100, 3)]
    [InlineData("Li6PS5Cl/0p", 5, 140, -1)]
    [InlineData("Li6PS5Cl/50p", 6, 140, -1)]
    public void The_argyrodite_jobs_are_chains_with_one_break(string set, int jobs, int framesOfFirst, int breakAt)
    {
        string folder = SharedData.Path("published", "argyrodite", set);
        RunPlan plan = RunDiscovery.Find(folder, new RunOptions { FrameFs = 100 });
        Assert.Equal(jobs, plan.Segments.Count);
        Assert.Equal(["Li"], plan.MobileSpecies);
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal(framesOfFirst, run.Frames.Count(frame => frame.Origin.Segment == 0));
        Assert.All(run.Frames, frame => Assert.Equal(breakAt >= 0 && frame.Origin.Segment >= breakAt ? 1 : 0, frame.Origin.Block));
        Assert.Equal(0.1 * (run.Frames.Count - 1), run.TimesPs[^1], 1e-6);
        Assert.Equal(breakAt >= 0 ? 1 : 0, run.Events.OfType<SourceEvent.BlockBroken>().Count());
    }

    [DataFact]
    public void An_append_after_a_kill_in_mid_line_gives_every_step_once()
    {
        using Follower run = Fixture("lammps_append_midline_junction_1750_to_1000.lammpstrj.gz");
        Assert.Equal(Enumerable.Range(0, 77).Select(i => (long?)(25 * i)).Where(step => step != 1750 || run.Steps.Contains(1750)), run.Steps);
        Assert.Contains(1750, run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        run.One<SourceEvent.RepeatSkipped>();
        run.One<SourceEvent.FrameRejected>();
    }

    [DataFact]
    public void An_append_that_rewinds_gives_every_step_once()
    {
        using Follower run = Fixture("lammps_append_rewind_3100_to_3000.lammpstrj.gz");
        Assert.Equal(Enumerable.Range(0, 130).Select(i => (long?)(25 * i)), run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        var repeat = run.One<SourceEvent.RepeatSkipped>();
        Assert.Equal((3000, 3100), (repeat.FromStep, repeat.ToStep));
    }

    [DataFact]
    public void A_file_cut_in_mid_line_gives_its_whole_frames_and_tells_of_the_rest()
    {
        using Follower run = Fixture("lammps_truncated_midline.lammpstrj.gz");
        Assert.NotEmpty(run.Frames);
        run.One<SourceEvent.TailIgnored>();
    }

    private static Follower Fixture(string file)
    {
        string path = SharedData.Path("engines", "live_fixtures", file);
        RunPlan plan = RunDiscovery.Find(path, new RunOptions { TimestepFs = 2, SpecieOfType = new Dictionary<string, string> { ["1"] = "Ca", ["2"] = "F" } });
        return Follower.ReadAll(plan);
    }
}
