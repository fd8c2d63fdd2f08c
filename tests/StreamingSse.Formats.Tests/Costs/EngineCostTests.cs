using StreamingSse.Formats.Costs;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Costs;

public sealed class EngineCostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LAMMPS_loops_count_from_the_dump_on_each_with_its_processors()
    {
        Write("log.lammps", "Loop time of 100 on 4 procs for 50 steps with 324 atoms\ndump d all custom 50 out/run.dump id type xu yu zu\n"
            + "Loop time of 1800 on 4 procs for 50 steps with 324 atoms\nLoop time of 900 on 8 procs for 25 steps with 324 atoms\n");
        Write("log.other", "dump d all custom 50 other.dump id\nLoop time of 1e6 on 4 procs for 50 steps with 324 atoms\n");
        Assert.Equal((4.0, "log.lammps"), Of("LAMMPS", "run.dump.gz"));
    }

    [Fact]
    public void CP2K_counts_its_slowest_rank_times_ranks_and_threads()
    {
        Write("md.out", " GLOBAL| Total number of message passing processes                             8\n GLOBAL| Number of threads for this process                                    2\n"
            + " CP2K                                 1  1.0    0.005    0.005  449.000  450.000\n");
        Assert.Equal((2.0, "md.out"), Of("CP2K", "zoo-pos-1.xyz"));
    }

    [Fact]
    public void GROMACS_gives_core_seconds_itself()
    {
        Write("run.log", "               Core t (s)   Wall t (s)        (%)\n       Time:     7200.000      900.000      800.0\n");
        Write("other.log", "       Time:    99999.000      900.000      800.0\n");
        Assert.Equal((2.0, "run.log"), Of("GROMACS", "run.xtc"));
    }

    [Fact]
    public void VASP_gives_its_cores_and_the_time_elapsed()
    {
        Write("OUTCAR", " running on   16 total cores\n                         Elapsed time (sec):      450.000\n");
        Assert.Equal((2.0, "OUTCAR"), Of("VASP", "XDATCAR"));
    }

    [Fact]
    public void A_run_without_a_log_has_no_cost() => Assert.Null(Of("LAMMPS", "run.dump"));

    private (double CoreHours, string From)? Of(string engine, string trajectory)
    {
        var atoms = new AtomTable(["Li"], new Dictionary<string, double>());
        string path = Write(trajectory, "");
        var plan = new RunPlan(_folder.Path, engine, TrajectoryFormat.LammpsDump, [path], atoms, 1, double.NaN, null, double.NaN, ["Li"], null, null, [], []);
        return EngineCost.Find(plan) is { } cost ? (Math.Round(cost.CoreHours, 9), cost.From) : null;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
