namespace StreamingSse.Host.Tests;

/// <summary>Every bad input has its own message: where, what was expected, what was found.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_missing_file_is_named() => Fails(["nowhere.dump"], "nowhere.dump", "got none there");

    [Fact]
    public Task A_folder_without_a_trajectory_is_named() => Fails([_folder], _folder, "an empty folder");

    [Fact]
    public Task An_empty_file_is_named() => Fails([Write("empty.dump", "")], "empty.dump", "an empty file");

    [Fact]
    public Task An_unknown_format_shows_how_it_begins() => Fails([Write("what.txt", "hello world\n")], "what.txt", "'hello world'");

    [Fact]
    public Task A_missing_time_step_is_asked_for() => Fails([Write("run.dump", Dump(0) + Dump(50))], "run.dump", "--timestep-fs");

    [Fact]
    public Task A_specie_that_is_not_there_is_told_with_those_that_are() =>
        Fails([Write("run.dump", Dump(0) + Dump(50)), "--timestep-fs", "1", "--specie", "Xe"], "--specie Xe", "Li, O");

    [Theory]
    [InlineData("NaN 1.0 1.0", "a finite number")]
    [InlineData("1.0 1.0", "columns")]
    public async Task A_broken_frame_is_rejected_with_its_line_and_the_rest_goes_on(string position, string expected)
    {
        string path = Write("run.dump", Dump(0) + Dump(50).Replace("1 Li 1.0 1.0 1.0", "1 Li " + position) + Dump(100) + Dump(150) + Dump(200));
        Sse run = await Sse.RunAsync("analyze", path, "--timestep-fs", "1");
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("rejected", run.Output);
        Assert.Contains("line 21", run.Output);
        Assert.Contains(expected, run.Output);
        Assert.Contains("4 frames", run.Output);
    }

    [Fact]
    public async Task A_rejected_frame_is_told_beside_the_JSON()
    {
        string path = Write("run.dump", Dump(0) + Dump(50).Replace("1 Li 1.0 1.0 1.0", "1 Li NaN 1.0 1.0") + Dump(100) + Dump(150) + Dump(200));
        Sse run = await Sse.RunAsync("analyze", path, "--timestep-fs", "1", "--json");
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.StartsWith("{", run.Output);
        Assert.Contains("rejected (1 in all)", run.Error);
        Assert.Contains("line 21", run.Error);
    }

    [Fact]
    public async Task A_frame_that_lost_an_atom_is_rejected_and_the_rest_goes_on()
    {
        string lost = Dump(50).Replace("\n2\n", "\n1\n").Replace("2 O 3.0 3.0 3.0\n", "");
        Sse run = await Sse.RunAsync("analyze", Write("run.dump", Dump(0) + lost + Dump(100) + Dump(150) + Dump(200)), "--timestep-fs", "1");
        Assert.Contains("rejected", run.Output);
        Assert.Contains("4 frames", run.Output);
    }

    [Fact]
    public async Task Wrapped_atoms_that_jump_too_far_stop_the_run_with_the_reason()
    {
        string jump = Dump(100).Replace("1 Li 1.0 1.0 1.0", "1 Li 5.5 1.0 1.0").Replace("xu yu zu", "x y z");
        string path = Write("run.dump", (Dump(0) + Dump(50)).Replace("xu yu zu", "x y z") + jump);
        Sse run = await Sse.RunAsync("analyze", path, "--timestep-fs", "1");
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("step 100", run.Error);
        Assert.Contains("0.4 of cell edge a", run.Error);
    }

    [Fact]
    public async Task A_wrong_command_line_is_a_usage_error()
    {
        Assert.Equal(ExitCode.Usage, (await Sse.RunAsync("analyze", "x", "--fit-ps", "3")).Exit);
        Assert.Equal(ExitCode.Usage, (await Sse.RunAsync("wtch")).Exit);
    }

    private static async Task Fails(string[] arguments, params string[] words)
    {
        Sse run = await Sse.RunAsync(["analyze", .. arguments]);
        Assert.Equal(ExitCode.Failed, run.Exit);
        foreach (string word in words) Assert.Contains(word, run.Error);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Dump(int step) =>
        $"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 10\n0 10\n0 10\nITEM: ATOMS id element xu yu zu\n1 Li 1.0 1.0 1.0\n2 O 3.0 3.0 3.0\n";
}
