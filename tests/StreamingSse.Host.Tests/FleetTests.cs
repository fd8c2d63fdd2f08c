using System.Text.Json;
using StreamingSse.Formats;
using StreamingSse.Host.Fleet;

namespace StreamingSse.Host.Tests;

/// <summary><c>sse fleet</c> over small trees of folders: which runs are found, and what is said of those that cannot be read.</summary>
public sealed class FleetTests : IDisposable
{
    private static readonly string Walk = RandomWalk.Dump(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-fleet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_with_a_run_hides_none_of_its_siblings_deeper_down()
    {
        Put("CaF2/1450K/seed1");
        Put("CaF2/1450K/seed2");
        Put("cp2k");
        Assert.Equal(["CaF2-1450K-seed1", "CaF2-1450K-seed2", "cp2k"], await Names());
    }

    [Fact]
    public async Task A_run_that_lacks_an_answer_hides_none_of_its_siblings_either()
    {
        Put("CaF2/600K");
        Put("md1", log: false);
        JsonElement fleet = await Fleet();
        Assert.Contains("md1: expected --timestep-fs", Assert.Single(fleet.Texts("notes")));
        Assert.Equal(["CaF2-600K"], fleet.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("600K", "700K")]
    [InlineData("Li2O", "Li3N")]
    [InlineData("seed1", "seed2")]
    public async Task A_run_found_alone_is_the_one_it_is_among_others(string first, string second)
    {
        Put(first);
        Assert.Equal([first], await Names());
        Put(second);
        Assert.Equal([first, second], await Names());
    }

    [Fact]
    public async Task The_first_job_of_a_chain_is_the_run_that_the_next_one_goes_on()
    {
        Put("glass/run1");
        Assert.Equal(["glass"], await Names());
        Put("glass/run2");
        Assert.Equal(["glass"], await Names());
    }

    [Fact]
    public async Task What_lacks_an_answer_is_told_of_and_the_rest_goes_on()
    {
        Put("a");
        Put("b", log: false);
        Assert.Contains("b: expected --timestep-fs", Assert.Single((await Fleet()).Texts("notes")));
        File.WriteAllText(Path.Combine(_folder, "runs", "b", "sse.conf"), "run.timestep-fs = 2");
        Assert.Empty((await Fleet()).Texts("notes"));
        Assert.Equal(["a", "b"], await Names());
    }

    [Fact]
    public async Task The_jobs_of_a_chain_that_lack_an_answer_are_one_sentence_and_one_answer_makes_them_one_run()
    {
        foreach (int job in new[] { 1, 2, 3 }) Put($"glass/run{job}", log: false);
        Assert.Matches("glass/run1 and 2 more beside it: expected --timestep-fs", Assert.Single((await Fleet()).Texts("notes")));
        File.WriteAllText(Path.Combine(_folder, "runs", "glass", "sse.conf"), "run.timestep-fs = 2");
        Assert.Equal(["glass"], await Names());
    }

    [Fact]
    public async Task A_structure_without_a_symmetry_beside_a_run_costs_its_own_descriptors_only()
    {
        Put("a");
        File.WriteAllText(Path.Combine(_folder, "runs", "a", "POSCAR"), "Na\n1\n1e-9 0 0\n0 4 0\n0 0 4\nNa\n1\nDirect\n0 0 0\n");
        Put("b");
        File.WriteAllText(Path.Combine(_folder, "runs", "b", "twice.json"), DescribeTests.TwiceLi);
        Assert.Equal(["a", "b"], await Names());
    }

    [Fact]
    public async Task A_table_given_twice_counts_once()
    {
        Put("a");
        string table = Path.Combine(_folder, "known.csv");
        await File.WriteAllTextAsync(table, "material,specie,temperature,D,gap\nLi3N,Li,500,0.25,1.1\nAgI,Ag,600,0.1,2.9\n");
        Sse run = await Sse.RunAsync([.. Arguments(), "--with", table, "--with", Path.Combine(_folder, ".", "known.csv")]);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Equal(3, JsonDocument.Parse(run.Output).RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_and_nothing_is_written()
    {
        string results = Path.Combine(_folder, "none");
        Sse run = await Sse.RunAsync("fleet", Path.Combine(_folder, "nowhere"), "--once", "--out", results);
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("nowhere: expected a folder with runs, got none there", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(results));
    }

    [Fact]
    public async Task A_second_fleet_on_the_same_results_is_refused_by_the_name_of_the_first()
    {
        Put("a");
        string results = Path.Combine(_folder, "results");
        using (FleetLock.Take(results, TimeProvider.System))
        {
            Sse run = await Sse.RunAsync("fleet", Path.Combine(_folder, "runs"), "--once", "--out", results);
            Assert.Equal(ExitCode.Failed, run.Exit);
            Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", run.Error, StringComparison.Ordinal);
        }
        Assert.Equal(ExitCode.Done, (await Sse.RunAsync("fleet", Path.Combine(_folder, "runs"), "--once", "--out", results)).Exit);
        Assert.Empty(Directory.EnumerateFiles(results, FleetLock.FileName + "*"));
    }

    [Theory]
    [InlineData("2147483647 1 HERE", 0, true)]           // its process has ended
    [InlineData("2147483647 1 elsewhere.example", 0, false)]
    [InlineData("2147483647 1 elsewhere.example", 10, true)]
    [InlineData("", 0, false)]                            // it is just being written
    [InlineData("", 10, true)]
    public void A_lock_whose_owner_is_gone_is_taken_over(string text, int minutesOld, bool isTaken)
    {
        string path = Path.Combine(_folder, FleetLock.FileName);
        File.WriteAllText(path, text.Replace("HERE", Environment.MachineName, StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path) - TimeSpan.FromMinutes(minutesOld));
        if (isTaken)
        {
            using FleetLock held = FleetLock.Take(_folder, TimeProvider.System);
            Assert.StartsWith($"{Environment.ProcessId} ", File.ReadAllText(path), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("results that no other fleet writes", Assert.Throws<BadInputException>(() => FleetLock.Take(_folder, TimeProvider.System)).Message, StringComparison.Ordinal);
        }
        Assert.Equal(isTaken ? [] : [path], Directory.GetFiles(_folder));
    }

    private void Put(string run, bool log = true)
    {
        string place = Directory.CreateDirectory(Path.Combine(_folder, "runs", run)).FullName;
        File.WriteAllText(Path.Combine(place, "traj.lammpstrj"), Walk);
        if (log) File.WriteAllText(Path.Combine(place, "log.lammps"), RandomWalk.Log);
    }

    private async Task<string[]> Names() => [.. (await Fleet()).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    private string[] Arguments()
    {
        string settings = Path.Combine(_folder, "quick.conf");
        File.WriteAllText(settings, "models.on = false");
        return ["fleet", Path.Combine(_folder, "runs"), "--once", "--json", "--config", settings, "--out", Path.Combine(_folder, Guid.NewGuid().ToString("N"))];
    }

    private async Task<JsonElement> Fleet()
    {
        Sse run = await Sse.RunAsync(Arguments());
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
