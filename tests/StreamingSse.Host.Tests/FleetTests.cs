using System.Text.Json;

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

    private void Put(string run, bool log = true)
    {
        string place = Directory.CreateDirectory(Path.Combine(_folder, "runs", run)).FullName;
        File.WriteAllText(Path.Combine(place, "traj.lammpstrj"), Walk);
        if (log) File.WriteAllText(Path.Combine(place, "log.lammps"), RandomWalk.Log);
    }

    private async Task<string[]> Names() => [.. (await Fleet()).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    private async Task<JsonElement> Fleet()
    {
        string settings = Path.Combine(_folder, "quick.conf");
        File.WriteAllText(settings, "models.on = false");
        Sse run = await Sse.RunAsync("fleet", Path.Combine(_folder, "runs"), "--once", "--json", "--config", settings, "--out", Path.Combine(_folder, Guid.NewGuid().ToString("N")));
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
