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
    [InlineData("NBLOCK = 10", "NBLOCK = 1O", true, "NBLOCK")]
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
    [InlineData("dump d all custom 10 traj.lammpstrj id type x y z ix iy iz vx vy vz", "dump d all dcd 500 traj.dcd", false, "dump d")] // folds unless told otherwise
    [InlineData("dump d all custom 10 traj.lammpstrj id type x y z ix iy iz vx vy vz", "dump d all xtc 500 traj.xtc", false, "dump d")]
    [InlineData("units metal", "units lj", false, "units")]
    [InlineData("timestep 0.0015", "timestep ${dt}", false, "timestep")]
    [InlineData("custom 10", "custom ${every}", false, "dump d")]
    [InlineData("fix h", "dump_modify d every v_when\nfix h", false, "dump d")]
    [InlineData("run 200000", "run ${n}", false, "run")]
    [InlineData("run 200000", "label again\nrun 200000\nnext i\njump SELF again", false, "jump")]
    [InlineData("run 200000", "run 1000\nif \"${more} > 0\" then \"run 200000\"", false, "if")]
    public void A_wrong_LAMMPS_script_is_told_command_by_command(string right, string wrong, bool isError, string where) =>
        Finds(_folder.Write("in.run", Lammps.Replace(right, wrong)), isError, where);

    [Fact]
    public void A_dcd_that_is_told_to_unwrap_is_not_folded()
    {
        string script = Lammps.Replace("dump d all custom 10 traj.lammpstrj id type x y z ix iy iz vx vy vz", "dump d all dcd 500 traj.dcd\ndump_modify d unwrap yes");
        PlannedRun run = PlannedRuns.Read(_folder.Write("in.run", script));
        Assert.Empty(run.Findings);
        Assert.False(Assert.Single(run.Outputs).IsFolded);
    }

    [Theory]
    [InlineData("variable n equal \"1000 * 200\"\nrun ${n}", 200_000)]
    [InlineData("variable a index 100 200\nvariable n equal (v_a+100)*1e3\nrun ${n}", 200_000)]
    [InlineData("run $(2^10*v_k)", 2048)]
    [InlineData("variable n equal step+1000\nrun ${n}", null)]
    [InlineData("variable n equal v_n+1\nrun ${n}", null)]
    [InlineData("variable n getenv 1000\nrun ${n}", null)]
    [InlineData("variable n loop 3\nlabel a\nrun 1000\nnext n\njump SELF a", null)]
    public void Steps_are_what_the_script_makes_of_its_variables_or_not_known(string lines, int? steps) =>
        Assert.Equal(steps, PlannedRuns.Read(_folder.Write("in.run", Lammps.Replace("run 200000", "variable k equal 2\n" + lines))).StepCount);

    [Theory]
    [InlineData("units metal", "timestep ${dt}", 2.0)]
    [InlineData("units metal", "", 1.0)]                                   // LAMMPS' own
    [InlineData("units metal", "timestep ${other}", double.NaN)]
    [InlineData("units metal\nread_restart r", "", double.NaN)]            // which may hold another
    [InlineData("units metal\ninclude in.absent", "", double.NaN)]
    [InlineData("units lj", "timestep 0.005", double.NaN)]
    [InlineData("units metal", "timestep 0.002\nfix a all dt/reset 10 1e-4 0.002 0.1", double.NaN)]
    public void A_step_that_the_script_does_not_tell_is_not_known(string units, string timestep, double fs) =>
        Assert.Equal(fs, PlannedRuns.Read(_folder.Write("in.run", Lammps.Replace("units metal", $"variable dt equal \"0.0005 * 4\"\n{units}").Replace("timestep 0.0015", timestep))).TimestepFs, 1e-9);

    [Theory]
    [InlineData("nvt temp ${T} $T 0.1", "npt temp ${T} $T 0.1 iso 0 0 1", "xyz 10 t.xyz", true)]
    [InlineData("nvt temp ${T} $T 0.1", "npt temp ${T} $T 0.1 iso 0 0 1", "custom 10 t.dump id type xu yu zu", false)]
    [InlineData("fix 1 all nvt", "fix 0 all npt temp 1 1 1 iso 0 0 1\nrun 1000\nunfix 0\nfix 1 all nvt", "xyz 10 t.xyz", false)]
    public void A_cell_that_changes_and_is_not_written_is_wrong(string right, string wrong, string dump, bool isWrong)
    {
        string script = Lammps.Replace(right, wrong).Replace("custom 10 traj.lammpstrj id type x y z ix iy iz vx vy vz", dump);
        Assert.Equal(isWrong, PlannedRuns.Read(_folder.Write("in.run", script)).Findings.Any(finding => finding.IsError && finding.What.Expected.StartsWith("the cell written")));
    }

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
    [InlineData("TIMESTEP 1.0", "TIMESTEP $DT", false, "TIMESTEP")]
    [InlineData("STEPS 100000", "STEPS ${N}", false, "STEPS")]
    [InlineData("&TRAJECTORY\n      &EACH\n        MD 10", "&TRAJECTORY\n      &EACH\n        MD $EVERY", false, "TRAJECTORY/EACH")]
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
    [InlineData("ref-t = 300", "ref-t = 300,0", true, "ref-t")]
    [InlineData("ref-t = 300", "ref-t = 300\nannealing = Single", false, "annealing")]
    [InlineData("dt = 0.002", "dt = 0,002", true, "dt")]
    [InlineData("nsteps = 500000", "nsteps = 500k", true, "nsteps")]
    [InlineData("compressed = 10", "compressed = x", true, "nstxout-compressed")]
    public void A_wrong_mdp_is_told_key_by_key(string right, string wrong, bool isError, string where) =>
        Finds(_folder.Write("run.mdp", Mdp.Replace(right, wrong)), isError, where);

    [Theory]
    [InlineData("tcoupl = v-rescale", "tcoupl = No", 2, double.NaN)]
    [InlineData("ref-t = 300", "ref-t = 300\nannealing = single", 2, double.NaN)]
    [InlineData("integrator = md", "integrator = MD", 2, 300)]
    [InlineData("dt = 0.002", "dt = 0,002", double.NaN, 300)]
    public void Words_of_an_mdp_count_in_any_case_and_what_cannot_be_read_is_not_known(string right, string other, double timestepFs, double temperatureK)
    {
        PlannedRun run = PlannedRuns.Read(_folder.Write("run.mdp", Mdp.Replace(right, other)));
        Assert.Equal((timestepFs, temperatureK), (run.TimestepFs, run.TemperatureK));
    }

    [Theory]
    [InlineData("POTIM = 2.0", "POTIM = 2,0", "POTIM", "2,0")]
    [InlineData("TEBEG = 900", "TEBEG = XXX.X", "TEBEG", "XXX.X")]
    [InlineData("NSW = 50000", "NSW = many", "NSW", "many")]
    public void What_an_INCAR_has_and_cannot_be_read_is_told_as_it_is(string right, string wrong, string tag, string found) =>
        Assert.Equal(found, Assert.Single(PlannedRuns.Read(_folder.Write("INCAR", Incar.Replace(right, wrong))).Findings, finding => finding.What.Where.Contains(tag)).What.Found);

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

    private static void Finds(string input, bool isError, string where) =>
        Assert.Contains(PlannedRuns.Read(input).Findings, finding => finding.IsError == isError && finding.What.Where.Contains(where));
}
