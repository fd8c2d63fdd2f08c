using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Tests.Discovery;

/// <summary>What is inferred from the files beside a trajectory, and what is asked for.</summary>
public sealed class RunDiscoveryTests : IDisposable
{
    private static readonly RunOptions None = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_LAMMPS_log_tells_its_last_expanded_lines()
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("log.lammps", """
            LAMMPS (29 Sep 2021 - Update 2)
            units metal
            variable dt index 0.5
            timestep ${dt}
            timestep 0.002
            mass 1 6.941
            mass 2 15.9994
            velocity all create 300 1
            fix 1 all nvt temp ${T} ${T} 0.2
            fix 1 all nvt temp 300 300 0.2
            run 100
            unfix 1
            fix 2 all npt temp 750 ${T} 0.2 iso 0 0 1
            fix 2 all npt temp 750 750 0.2 iso 0 0 1
            dump d all custom 100 out/a.dump id type x y z
            """);
        RunPlan plan = Find();
        Assert.Equal(("LAMMPS", 2.0, 750.0, "metal"), (plan.Engine, plan.TimestepFs, plan.StatedTemperatureK, plan.LammpsUnits));
        Assert.Equal(["Li", "O"], plan.Atoms.SpecieNames);
        Assert.Equal([6.941, 15.9994], plan.Atoms.SpecieMassesAmu);
        Assert.Contains(plan.Inferred, fact => fact.From.Contains("mass 6.941 amu is that of Li"));
    }

    [Fact]
    public void An_input_script_is_read_where_there_is_no_log_but_not_what_the_command_line_may_change()
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("in.run", """
            units real            # fs
            variable step equal 1.5
            variable T index 500
            timestep ${step}
            pair_coeff * * potential.pt &
                Na Cl
            fix 1 all langevin ${T} ${T} 100.0 48279
            """);
        RunPlan plan = Find();
        Assert.Equal((1.5, double.NaN), (plan.TimestepFs, plan.StatedTemperatureK));
        Assert.Equal(["Na", "Cl"], plan.Atoms.SpecieNames);
        Assert.Equal(["Na"], plan.MobileSpecies);
    }

    [Fact]
    public void A_data_file_gives_masses_and_the_elements_of_its_comments()
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("in.run", "units metal\ntimestep 0.001\nread_data start.lmpdat\n");
        _folder.Write("start.lmpdat", "made by hand\n\n16 atoms\n2 atom types\n\nMasses\n\n1 107.9 # Ag\n2 126.9\n\nAtoms\n\n1 1 0 0 0\n");
        RunPlan plan = Find();
        Assert.Equal(["Ag", "I"], plan.Atoms.SpecieNames);
        Assert.Equal(["Ag"], plan.MobileSpecies);
    }

    [Fact]
    public void A_continued_run_takes_units_and_masses_from_its_restart_file()
    {
        // The first 880 bytes of a restart that LAMMPS 29Sep2021 wrote (units metal, Ca and F).
        string head = Path.Combine(AppContext.BaseDirectory, "Discovery", "restart.head");
        File.Copy(head, _folder["restart.b"]);
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("log.lammps", "LAMMPS (x)\nread_restart restart.b\ntimestep 0.002\nfix 1 all nvt temp 1500 1500 0.2\nrun 10\n");
        RunPlan plan = Find();
        Assert.Equal(("metal", 2.0, 1500.0), (plan.LammpsUnits, plan.TimestepFs, plan.StatedTemperatureK));
        Assert.Equal(["Ca", "F"], plan.Atoms.SpecieNames);
        Assert.Equal([40.078, 18.998403], plan.Atoms.SpecieMassesAmu);
        Assert.Contains(plan.Inferred, fact => fact.What == "units" && fact.From.StartsWith("restart.b"));
    }

    [Fact]
    public void A_ramped_thermostat_states_no_temperature_but_a_warning()
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("log.lammps", "LAMMPS (x)\nunits metal\ntimestep 0.001\nmass 1 6.94\nmass 2 16.0\nfix 1 all nvt temp 300 900 0.1\nrun 10\n");
        RunPlan plan = Find();
        Assert.True(double.IsNaN(plan.StatedTemperatureK));
        Assert.Contains(plan.Warnings, warning => warning.Contains("300") && warning.Contains("900") && warning.Contains("--temperature-k"));
    }

    [Theory]
    [InlineData("fix 1 all nve\nfix 2 all langevin 600 600 0.1 1234", true)]
    [InlineData("fix 1 all nve\nfix 2 all langevin 600 600 0.1 1234\nunfix 2\nfix 3 all nvt temp 600 600 0.1", false)]
    [InlineData("fix 1 all nvt temp 600 600 0.1", false)]
    public void A_LAMMPS_thermostat_with_friction_is_warned_of(string fixes, bool isWarnedOf)
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        _folder.Write("log.lammps", $"LAMMPS (x)\nunits metal\ntimestep 0.001\nmass 1 6.94\nmass 2 16.0\n{fixes}\nrun 10\n");
        Assert.Equal(isWarnedOf, Find().Warnings.Any(warning => warning.Contains("langevin") && warning.Contains("friction")));
    }

    [Theory]
    [InlineData("MDALGO = 3", "Langevin")]
    [InlineData("MDALGO = 1\nANDERSEN_PROB = 0.1", "Andersen")]
    [InlineData("MDALGO = 1", null)] // without collisions: constant energy
    [InlineData("MDALGO = 2", null)]
    public void A_VASP_thermostat_with_friction_is_warned_of(string incar, string? kind)
    {
        _folder.Write("XDATCAR", Runs.XdatcarHeader + Runs.Configurations(3, 0));
        _folder.Write("INCAR", $"POTIM = 2\nTEBEG = 600\n{incar}\n");
        string? warning = Find().Warnings.FirstOrDefault(w => w.Contains("friction"));
        Assert.Equal(kind is not null, warning is not null);
        if (kind is not null) Assert.Contains(kind, warning);
    }

    [Theory]
    [InlineData("POTIM = 2.0\nNBLOCK = 10\nTEBEG = 600; TEEND = 600", 20, 600)]
    [InlineData("potim=1.5 ! fs\nML_OUTBLOCK = 4 ; NBLOCK=2\nTEBEG=300", 6, 300)]
    [InlineData("POTIM = 1d0 # comment; NBLOCK = 7\nTEBEG = XXX", 1, double.NaN)]
    [InlineData("POTIM = \\\n 0.5\nNBLOCK = 3\nNBLOCK = 9\nTEBEG = 300\nTEEND = 900", 1.5, double.NaN)]
    [InlineData("POTIM = 2\nSMASS = -3\nTEBEG = 500", 2, double.NaN)]
    public void Frame_spacing_of_VASP_is_POTIM_times_the_larger_of_NBLOCK_and_ML_OUTBLOCK(string incar, double frameFs, double temperatureK)
    {
        _folder.Write("XDATCAR", Runs.XdatcarHeader + Runs.Configurations(3, 0));
        _folder.Write("INCAR", incar + "\n");
        RunPlan plan = Find();
        Assert.Equal((frameFs, temperatureK), (plan.FrameFs, plan.StatedTemperatureK));
        Assert.Equal(["Li"], plan.MobileSpecies);
    }

    [Fact]
    public void A_stated_time_step_takes_the_place_of_POTIM()
    {
        _folder.Write("XDATCAR", Runs.XdatcarHeader + Runs.Configurations(3, 0));
        _folder.Write("INCAR", "NBLOCK = 10\n");
        Assert.Contains("--frame-fs", Assert.Throws<BadInputException>(() => Find()).Message);
        Assert.Equal(25, Find(new RunOptions { TimestepFs = 2.5 }).FrameFs);
        Assert.Equal(77, Find(new RunOptions { FrameFs = 77 }).FrameFs);
    }

    [Fact]
    public void Jobs_of_a_chain_with_different_spacings_are_refused()
    {
        foreach (int job in new[] { 1, 2 })
        {
            _folder.Write($"run{job}/XDATCAR", Runs.XdatcarHeader + Runs.Configurations(3, 0));
            _folder.Write($"run{job}/INCAR", $"POTIM = 2\nNBLOCK = {5 * job}\n");
        }
        Assert.Contains("frames 10 fs apart", Assert.Throws<BadInputException>(() => Find()).Message);
    }

    [Fact]
    public void Species_of_an_old_XDATCAR_come_from_the_POSCAR()
    {
        string nameless = Runs.XdatcarHeader.Replace("Li O\n", "");
        _folder.Write("XDATCAR", nameless + Runs.Configurations(3, 0));
        _folder.Write("POSCAR", "x\n1.0\n10 0 0\n0 10 0\n0 0 10\nLi_sv O\n8 8\nDirect\n");
        Assert.Equal(["Li", "O"], Find(new RunOptions { FrameFs = 10 }).Atoms.SpecieNames);
    }

    [Fact]
    public void A_CP2K_input_gives_time_step_temperature_and_the_cell_that_no_file_holds()
    {
        _folder.Write("zoo-pos-1.xyz", Runs.Cp2k(0) + Runs.Cp2k(5));
        _folder.Write("other.inp", "&GLOBAL\nPROJECT other\n&END\n");
        _folder.Write("md.inp", """
            @SET EDGE 10.0
            &GLOBAL
              PROJECT zoo
            &END GLOBAL
            &force_eval
              &SUBSYS
                &CELL
                  abc [angstrom] ${EDGE} 11.0 12.0  ! orthorhombic
                &END
              &END
            &END
            &MOTION
              &MD
                ENSEMBLE NVT
                TIMESTEP [ps] 0.001
                TEMPERATURE 450
              &END
            &END
            """);
        RunPlan plan = Find();
        Assert.Equal(("CP2K", 1.0, 450.0), (plan.Engine, plan.TimestepFs, plan.StatedTemperatureK));
        Assert.Equal(Cell.Orthorhombic(10, 11, 12), plan.StatedCell);
    }

    [Fact]
    public void Without_an_input_the_mean_temperature_of_the_ener_file_counts()
    {
        _folder.Write("zoo-pos-1.xyz", Runs.Cp2k(0) + Runs.Cp2k(5));
        _folder.Write("zoo-1.ener", "# Step Time Kin Temp Pot Cons Used\n 0 0.0 0.1 100.0 -1 -1 0\n 5 10.0 0.1 200.0 -1 -1 0\n");
        Assert.Equal(150, Find().StatedTemperatureK);
    }

    [Fact]
    public void What_is_missing_is_asked_for_in_one_message()
    {
        _folder.Write("a.dump", Runs.Dumps(0, 100));
        string message = Assert.Throws<BadInputException>(() => Find()).Message;
        Assert.Contains("--timestep-fs", message);
        Assert.Contains("--species 1=ELEMENT,2=ELEMENT", message);
        Assert.Equal(["Li", "O"], Find(Said).Atoms.SpecieNames);
    }

    [Fact]
    public void Each_kind_of_bad_input_has_its_own_message()
    {
        Assert.Contains("a file or folder, got none there", Message(_folder["nothing"]));
        Assert.Contains("an empty folder", Message(_folder.Path));
        Assert.Contains("an empty file", Message(_folder.Write("empty", "")));
        Assert.Contains("text that begins 'hello'", Message(_folder.Write("text", "hello\nworld\n")));
        Assert.Contains("one whole frame", Message(_folder.Write("a.traj", "- of UlmASE-Trajectory\0\0")));
        Assert.Contains("not classic", Message(_folder.Write("a.nc", "CDF\u0005\0\0\0\0")));
        Assert.Contains("velocities or forces", Message(_folder.Write("zoo-vel-1.xyz", Runs.Cp2k(0))));
        Assert.Contains("bytes of a first frame", Message(_folder.Write("cut.dump", Runs.Dump(0)[..^9])));
        Assert.Contains("one of Li, O, got a specie that is not in the run",
            Assert.Throws<BadInputException>(() => RunDiscovery.Find(_folder.Write("a.dump", Runs.Dumps(0)), Said with { MobileSpecies = ["Na"] })).Message);
    }

    [Fact]
    public void The_mobile_specie_is_the_first_family_present_and_rivals_are_named()
    {
        var facts = new EngineFacts();
        Assert.Equal(["Cu"], MobileSpecie.Choose(["I", "Cu", "Rb"], [], "x", facts));
        Assert.Contains("Rb may be mobile as well as Cu", Assert.Single(facts.Warnings));
        Assert.Equal(["Ar"], MobileSpecie.Choose(["Ar"], [], "x", new EngineFacts()));
        Assert.Empty(MobileSpecie.Choose(["Si", "N"], [], "x", new EngineFacts()));
        Assert.Equal(["O", "Li"], MobileSpecie.Choose(["Li", "O"], ["O", "Li"], "x", new EngineFacts()));
    }

    [Fact]
    public void Rotated_files_and_the_one_being_written_are_a_chain()
    {
        foreach (string name in new[] { "XDATCAR.01", "XDATCAR.02", "XDATCAR" }) _folder.Write(name, Runs.XdatcarHeader + Runs.Configurations(3, 0));
        Assert.Equal(["XDATCAR.01", "XDATCAR.02", "XDATCAR"], Find(new RunOptions { FrameFs = 10 }).Segments.Select(Path.GetFileName));
        Assert.Single(Find(new RunOptions { FrameFs = 10, Chain = false }).Segments);
    }

    [Fact]
    public void Parts_are_in_order_of_their_numbers_and_temperatures_in_names_are_no_chain()
    {
        foreach (int part in new[] { 8, 9, 10 }) _folder.Write($"a/md.part{part}.lammpstrj", Runs.Dumps(100 * part, 100 * part + 50));
        Assert.Equal(["md.part8.lammpstrj", "md.part9.lammpstrj", "md.part10.lammpstrj"],
            RunDiscovery.Find(_folder["a"], Said).Segments.Select(Path.GetFileName));
        foreach (int kelvin in new[] { 300, 400 }) _folder.Write($"b/md_{kelvin}.lammpstrj", Runs.Dumps(0, 50, 100));
        RunPlan one = RunDiscovery.Find(_folder["b"], Said);
        Assert.Single(one.Segments);
        Assert.Single(one.Others);
    }

    [Fact]
    public void Numbered_job_folders_are_a_chain_and_seeds_and_temperatures_are_not()
    {
        foreach (int job in new[] { 1, 2, 10 }) _folder.Write($"jobs/run{job}/a.dump", Runs.Dumps(100 * job, 100 * job + 50));
        RunPlan plan = RunDiscovery.Find(_folder["jobs"], Said);
        Assert.Equal(["run1", "run2", "run10"], plan.Segments.Select(path => Path.GetFileName(Path.GetDirectoryName(path))));
        Assert.Equal(_folder["jobs/run*/a.dump"], plan.SegmentPattern);
        foreach (int seed in new[] { 1, 2 }) _folder.Write($"seeds/seed{seed}/a.dump", Runs.Dumps(0, 50));
        Assert.Contains("2 runs: seed1, seed2", Message(_folder["seeds"]));
        foreach (int kelvin in new[] { 600, 700 }) _folder.Write($"heat/{kelvin}K/a.dump", Runs.Dumps(0, 50));
        Assert.Contains("2 runs: 600K, 700K", Message(_folder["heat"]));
    }

    [Fact]
    public void Explicit_paths_are_one_chain_in_their_order()
    {
        string first = _folder.Write("x.dump", Runs.Dumps(0, 50)), second = _folder.Write("b.dump", Runs.Dumps(100, 150));
        Assert.Equal([first, second], RunDiscovery.FindChain([first, second], Said).Segments);
    }

    [Fact]
    public void The_cell_of_a_plain_xyz_comes_from_a_structure_of_as_many_atoms_beside_it()
    {
        string path = _folder.Write("run.xyz", "3\nof any kind\nLi 0 0 0.5\nO 2 2 2\nO 7 7 7\n3\n\nLi 0 0 9.5\nO 2 2 2\nO 7 7 7\n");
        var options = new RunOptions { FrameFs = 10 };
        Assert.Contains("POSCAR, .gro, .pdb or LAMMPS data file of 3 atoms", Assert.Throws<BadInputException>(() => RunDiscovery.Find(path, options)).Message);
        _folder.Write("POSCAR_other", "x\n1.0\n9 0 0\n0 9 0\n0 0 9\nLi O\n1 1\nDirect\n");
        Assert.Contains("of 3 atoms", Assert.Throws<BadInputException>(() => RunDiscovery.Find(path, options)).Message);
        _folder.Write("POSCAR", "x\n1.0\n8 0 0\n0 9 0\n0 0 10\nLi O\n1 2\nDirect\n");
        RunPlan plan = RunDiscovery.Find(path, options);
        Assert.Equal(720, plan.StatedCell!.Value.VolumeA3, 1e-9);
        Assert.Contains(plan.Inferred, fact => fact is { What: "cell", From: "POSCAR" });
        _folder.Write("run.xyz", File.ReadAllText(path).Replace("of any kind", "Atoms. Timestep: 0").Replace("3\n\n", "3\nAtoms. Timestep: 10\n"));
        _folder.Write("log.lammps", "LAMMPS (29 Sep 2021)\nunits metal\ntimestep 0.001\nfix 1 all npt temp 300 300 0.1 iso 0 0 1\n");
        Assert.Contains("fix 1 … npt changes the cell", Assert.Throws<BadInputException>(() => RunDiscovery.Find(path, options)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static RunOptions Said => new() { TimestepFs = 2, SpecieOfType = new Dictionary<string, string> { ["1"] = "Li", ["2"] = "O" } };

    private RunPlan Find(RunOptions? options = null) => RunDiscovery.Find(_folder.Path, options ?? None);

    private static string Message(string path) => Assert.Throws<BadInputException>(() => RunDiscovery.Find(path, None)).Message;
}
