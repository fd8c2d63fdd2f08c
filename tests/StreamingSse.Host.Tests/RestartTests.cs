using System.Text.Json;

namespace StreamingSse.Host.Tests;

/// <summary>What a file did while it was written, told and kept as the user needs it.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-restart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_begun_again_in_the_same_file_is_a_new_run_and_the_earlier_one_is_kept()
    {
        string path = Write([.. Steps(0, 30), .. Steps(0, 20)]);
        Sse run = await Sse.RunAsync("analyze", path, "--timestep-fs", "1", "--out", Path.Combine(_folder, "out"));
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("began again at step 0", run.Output);
        Assert.Equal(20, FrameCount("out"));
        Assert.Equal(30, FrameCount("out", "earlier-1"));
    }

    [Fact]
    public async Task Repeated_steps_are_skipped_and_the_first_copy_counts()
    {
        Sse run = await Sse.RunAsync("analyze", Write([.. Steps(0, 30), .. Steps(20, 40)]), "--timestep-fs", "1", "--out", Path.Combine(_folder, "out"));
        Assert.Contains("skipped", run.Output);
        Assert.Equal(40, FrameCount("out"));
    }

    private int FrameCount(params string[] folders) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine([_folder, .. folders, "summary.json"]))).RootElement.At("run", "frameCount").GetInt32();

    private string Write(IEnumerable<int> steps, string name = "run.dump")
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Concat(steps.Select(Frame)));
        return path;
    }

    private static IEnumerable<int> Steps(int from, int to) => Enumerable.Range(from, to - from);

    // A slow walk, so that a junction looks like one step of it.
    private static string Frame(int step) => FormattableString.Invariant(
        $"ITEM: TIMESTEP\n{100 * step}\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 10\n0 10\n0 10\nITEM: ATOMS id element xu yu zu\n1 Li {1 + 0.01 * step:0.000} {1 + 0.1 * (step % 3):0.000} 1.0\n2 O 3.0 {3 + 0.1 * (step % 2):0.000} 3.0\n");
}
