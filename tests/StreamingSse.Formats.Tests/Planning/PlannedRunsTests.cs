using StreamingSse.Formats.Planning;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Planning;

/// <summary>Inputs of each engine, right ones and ones that are wrong on purpose.</summary>
public sealed class PlannedRunsTests : IDisposable
{
    private const string Incar = "IBRION = 0\nNSW = 50000 ; POTIM = 2.0\nNBLOCK = 10\nTEBEG = 900\nSMASS = 0\nMDALGO = 2\n";
    private const string Poscar = "LPS\n1.0\n12 0 0\n0 12 0\n0 0 12\nLi P S\n24 8 32\nDirect\n";
    private const string Mdp = "integrator = md\ndt = 0.002\nnsteps = 500000\nnstxout-compressed = 10\ntcoupl = v-rescale\nref-t = 300\n";

    private const string Lammps = """
        variable T equal 800
        units metal
        read_data li2o.data
        pair_style buck/coul/long 9.0
        timestep 0.0015
        fix 1 all nvt temp ${T} $T 0.1
        dump d all custom 10 traj.lammpstrj id type x y z ix iy iz vx vy vz
        variable stop equal "is_file(STOP)"
        fix h all halt 100 v_stop != 0 error soft
        run 200000
        """;

    private const string Cp2k = """
        &GLOBAL
          PROJECT zoo
          RUN_TYPE MD
        &END GLOBAL
        &FORCE_EVAL
          &SUBSYS
            &TOPOLOGY
              COORD_FILE_NAME init.xyz
            &END
          &END
        &END
        &MOTION
          &MD
            ENSEMBLE NPT_I
            STEPS 100000
            TIMESTEP 1.0
            TEMPERATURE 700
          &END
          &PRINT
            &TRAJECTORY
              &EACH
                MD 10
              &END
            &END
            &VELOCITIES
              &EACH
                MD 10
              &END
            &END
            &CELL
              &EACH
                MD 10
              &END
            &END
          &END
        &END
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_INCAR_has_nothing_to_find()
    {
        _folder.Write("INCAR", Incar);
        _folder.Write("POSCAR", Poscar);
        PlannedRun run = PlannedRuns.Read(_folder.Path);
        Assert.Empty(run.Findings);
        Assert.Equal(("VASP", 2.0, 50_000L, 900.0, 24), (run.Engine, run.TimestepFs, run.StepCount, run.TemperatureK, run.IonsOfSpecie["Li"]));
        Assert.Equal(new PlannedOutput("XDATCAR", 10, true, false, true), Assert.Single(run.Outputs));
        Assert.True(run.Stop.IsOpen);
        Assert.Contains("LSTOP", run.Stop.How);
    }

    [Theory]
    [InlineData("IBRION = 0", "IBRION = 2", true, "IBRION")]
    [InlineData("NSW = 50000 ;", "", true, "NSW")]
    [InlineData("POTIM = 2.0", "", true, "POTIM")]
    [InlineData("POTIM = 2.0", "POTIM = 6.0", false, "POTIM")]
    [InlineData("TEBEG = 900", "TEBEG = 900\nTEEND = 1200", false, "TEEND")]
    [InlineData("SMASS = 0", "SMASS = -1", false, "SMASS")]
    public void A_wrong_INCAR_is_told_tag_by_tag(string right, string wrong, bool isError, string where)
    {
        _folder.Write("POSCAR", Poscar);
        Finds(_folder.Write("INCAR", Incar.Replace(right, wrong)), isError, where);
    }

    [Fact]
    public void A_right_LAMMPS_script_has_nothing_to_find()
    {
        _folder.Write("li2o.data", "x\n\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n1 15.999\n2 6.94\n\nAtoms # charge\n\n1 1 -1 0 0 0\n2 2 .5 1 1 1\n3 2 .5 2 2 2\n");
        PlannedRun run = PlannedRuns.Read(_folder.Write("in.run", Lammps));
        Assert.Empty(run.Findings);
        Assert.Equal((1.5, 200_000L, 800.0, 2), (run.TimestepFs, run.StepCount, run.TemperatureK, run.IonsOfSpecie["Li"]));
        Assert.Equal(new PlannedOutput("traj.lammpstrj", 10, true, true, false) { Id = "d" }, Assert.Single(run.Outputs));
        Assert.True(run.Stop.IsOpen);
        Assert.Contains("touch STOP", run.Stop.How);
    }

    [Theory]
    [InlineData("run 200000", "", true, "run")]
    [InlineData("dump d all", "#dump d all", true, "dump")]
    [InlineData("ix iy iz vx", "vx", false, "dump d")]
    [InlineData("units metal", "", false, "units")]
    [InlineData("${T} $T", "${T} 1200", false, "fix 1")]
    [InlineData("read_data", "include in.potential\nread_data", false, "in.run")]
    [InlineData("fix h", "dump_modify d flush no\nfix h", false, "flush")]
    [InlineData("timestep 0.0015", "timestep 1.5", true, "MD step")]         // meant for units real
    [InlineData("timestep 0.0015", "timestep 0.0000015", false, "MD step")]
    [InlineData("fix 1 all nvt", "fix 1 all temp/berendsen", false, "fix")]   // a thermostat that moves nothing
    public void A_wrong_LAMMPS_script_is_told_command_by_command(string right, string wrong, bool isError, string where) =>
        Finds(_folder.Write("in.run", Lammps.Replace(right, wrong)), isError, where);

    [Theory]
    [InlineData("fix h all halt 100 v_stop != 0 error soft", "")]
    [InlineData("error soft", "error hard")]
    [InlineData("run 200000", "unfix h\nrun 200000")]
    [InlineData("\"is_file(STOP)\"", "step")]
    [InlineData("fix h all halt 100 v_stop != 0", "fix h all halt 100 tlimit > 3600")]
    public void LAMMPS_without_a_halt_that_looks_for_a_file_cannot_be_stopped_and_the_lines_are_given(string right, string wrong)
    {
        PlannedRun run = PlannedRuns.Read(_folder.Write("in.run", Lammps.Replace(right, wrong)));
        Assert.False(run.Stop.IsOpen);
        Assert.NotEmpty(run.Stop.LinesToAdd);
    }

    [Fact]
    public void The_lines_that_are_given_open_the_way()
    {
        string script = Lammps.Replace("fix h all halt 100 v_stop != 0 error soft\n", "");
        PlannedRun shut = PlannedRuns.Read(_folder.Write("in.run", script));
        PlannedRun open = PlannedRuns.Read(_folder.Write("in.run", script.Replace("run 200000", string.Join('\n', shut.Stop.LinesToAdd) + "\nrun 200000")));
        Assert.True(open.Stop.IsOpen);
    }

    [Fact]
    public void An_included_file_counts()
    {
        _folder.Write("in.base", Lammps);
        PlannedRun run = PlannedRuns.Read(_folder.Write("start.in", "include in.base\nrun 100000 # and on\n"));
        Assert.Equal((300_000L, 1.5), (run.StepCount, run.TimestepFs));
    }

    [Fact]
    public void A_script_without_a_run_lacks_that_and_nothing_else() =>
        Assert.StartsWith("in.run: run", Assert.Single(PlannedRuns.Read(_folder.Write("in.run", Lammps.Replace("run 200000", ""))).Findings).What.Where);

    [Fact]
    public void What_may_be_in_an_included_file_that_is_missing_is_no_error()
    {
        PlannedRun run = PlannedRuns.Read(_folder.Write("in.run", "include in.system\ninclude in.production\n"));
        Assert.All(run.Findings, finding => Assert.False(finding.IsError, $"{finding.What}"));
        Assert.Null(run.StepCount);
        Assert.Contains("as far as the files that are there tell", run.Stop.How);
    }

    [Fact]
    public void A_right_CP2K_input_has_nothing_to_find()
    {
        _folder.Write("init.xyz", "3\n\nLi 0 0 0\nLi 1 1 1\nO 2 2 2\n");
        PlannedRun run = PlannedRuns.Read(_folder.Write("run.inp", Cp2k));
        Assert.Empty(run.Findings);
        Assert.Equal((1.0, 100_000L, 700.0, 2), (run.TimestepFs, run.StepCount, run.TemperatureK, run.IonsOfSpecie["Li"]));
        Assert.Equal(new PlannedOutput("zoo-pos-1.xyz", 10, true, true, false), Assert.Single(run.Outputs));
        Assert.Contains("touch EXIT", run.Stop.How);
    }

    [Theory]
    [InlineData("RUN_TYPE MD", "RUN_TYPE GEO_OPT", true, "RUN_TYPE")]
    [InlineData("&TRAJECTORY", "&TRAJECTORY OFF", true, "TRAJECTORY")]
    [InlineData("&CELL", "&STRESS", true, "CELL")]
    [InlineData("&TRAJECTORY", "&TRAJECTORY\n      FORMAT DCD", false, "FORMAT")]
    [InlineData("&VELOCITIES\n      &EACH\n        MD 10", "&VELOCITIES\n      &EACH\n        MD 20", false, "VELOCITIES")]
    public void A_wrong_CP2K_input_is_told_section_by_section(string right, string wrong, bool isError, string where) =>
        Finds(_folder.Write("run.inp", Cp2k.Replace(right, wrong)), isError, where);

    [Fact]
    public void A_right_mdp_has_nothing_to_find()
    {
        PlannedRun run = PlannedRuns.Read(_folder.Write("run.mdp", Mdp));
        Assert.Empty(run.Findings);
        Assert.Equal((2.0, 500_000L, 300.0), (run.TimestepFs, run.StepCount, run.TemperatureK));
        Assert.Equal(new PlannedOutput(".xtc", 10, true, false, true), Assert.Single(run.Outputs));
        Assert.Contains("-TERM", run.Stop.How);
    }

    [Theory]
    [InlineData("integrator = md", "integrator = steep", true, "integrator")]
    [InlineData("nsteps = 500000", "", true, "nsteps")]
    [InlineData("nstxout-compressed = 10", "", true, "nstxout")]
    [InlineData("nsteps", "nstxout = 10\nnstvout = 20\nnsteps", false, "nstvout")]
    [InlineData("nsteps", "compressed-x-grps = LI\nnsteps", false, "compressed-x-grps")]
    [InlineData("nsteps", "comm-mode = None\nnsteps", false, "comm-mode")]
    [InlineData("ref-t = 300", "ref-t = 300 400", false, "ref-t")]
    public void A_wrong_mdp_is_told_key_by_key(string right, string wrong, bool isError, string where) =>
        Finds(_folder.Write("run.mdp", Mdp.Replace(right, wrong)), isError, where);

    [Fact]
    public void Of_several_mdp_files_the_production_run_is_meant()
    {
        _folder.Write("em.mdp", "integrator = steep\nnsteps = 5000\n");
        _folder.Write("nvt.mdp", Mdp.Replace("500000", "5000"));
        _folder.Write("prod.mdp", Mdp);
        Assert.Equal(500_000, PlannedRuns.Read(_folder.Path).StepCount);
    }

    [Fact]
    public void A_folder_without_an_input_names_what_it_has()
    {
        _folder.Write("notes.txt", "x");
        Assert.Contains("notes.txt", Assert.Throws<BadInputException>(() => PlannedRuns.Read(_folder.Path)).Message);
    }

    /// <summary>The inputs of the reference runs, as they were run.</summary>
    [DataTheory]
    [InlineData("engines/CP2K_CaF2_1500_fist/run.inp", "CP2K", 2, 4)]
    [InlineData("engines/SPCE_884_NVT/SPCE_884_NVT.mdp", "GROMACS", 2, 50)]
    [InlineData("engines/SPCE_fast_trr/SPCE_fast_trr.mdp", "GROMACS", 2, 2)]
    [InlineData("published/iondiff_tests/INCAR_both_ok/INCAR", "VASP", double.NaN, 0)]
    public void Inputs_that_were_run_are_understood(string path, string engine, double timestepFs, long everySteps)
    {
        PlannedRun run = PlannedRuns.Read(SharedData.Path(path.Split('/')));
        Assert.Equal(engine, run.Engine);
        if (everySteps == 0) return;
        Assert.Equal((timestepFs, everySteps), (run.TimestepFs, run.Outputs.Min(output => output.EverySteps)));
        Assert.DoesNotContain(run.Findings, finding => finding.IsError);
    }

    private static void Finds(string input, bool isError, string where) =>
        Assert.Contains(PlannedRuns.Read(input).Findings, finding => finding.IsError == isError && finding.What.Where.Contains(where));
}
