using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamingSse.Host.Tests;

/// <summary>A real LAMMPS run, attached to while it writes, killed, and restarted with its dump appended to.</summary>
public sealed class LiveLammpsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LammpsFact]
    public Task What_was_watched_through_a_kill_and_a_restart_equals_the_finished_file_with_whole_frames() => WatchThroughAKill(flush: "yes");

    [LammpsFact]
    public Task What_was_watched_through_a_kill_and_a_restart_equals_the_finished_file_with_a_line_torn_in_two() => WatchThroughAKill(flush: "no");

    private async Task WatchThroughAKill(string flush)
    {
        foreach (string input in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "live")))
            File.Copy(input, Path.Combine(_folder, Path.GetFileName(input)));
        string dump = Path.Combine(_folder, "traj.lammpstrj");

        using Process first = Lammps("in.start", "log.lammps", "-var", "flush", flush);
        await Until(() => File.Exists(dump) && new FileInfo(dump).Length > 200_000 && File.Exists(Path.Combine(_folder, "log.lammps")), "the first half writes frames");
        Task<Sse> watching = Sse.RunAsync("watch", _folder, "--end-after-s", "4", "--out", Path.Combine(_folder, "watched"), "--specie", "F");

        await Until(() => new FileInfo(dump).Length > 1_500_000 && File.Exists(Path.Combine(_folder, "restart.b")), "the first half writes a restart file");
        first.Kill();
        await first.WaitForExitAsync();
        // The newer one may have been torn by the kill; the older one is whole.
        string restart = new[] { "restart.a", "restart.b" }.MinBy(name => File.GetLastWriteTimeUtc(Path.Combine(_folder, name)))!;
        using Process second = Lammps("in.again", "log.again", "-var", "flush", flush, "-var", "from", restart);
        await second.WaitForExitAsync();
        Assert.Equal(0, second.ExitCode);

        Sse watched = await watching;
        Assert.True(watched.Exit == ExitCode.Done, watched.Error);
        Assert.Contains("repeat", watched.Output, StringComparison.OrdinalIgnoreCase);
        Sse analyzed = await Sse.RunAsync("analyze", _folder, "--out", Path.Combine(_folder, "analyzed"), "--specie", "F");
        Assert.True(analyzed.Exit == ExitCode.Done, analyzed.Error);

        Assert.Equal(Results("analyzed"), Results("watched"));
    }

    private Process Lammps(string input, string log, params string[] more) => Process.Start(new ProcessStartInfo("lmp",
        ["-in", input, "-log", log, "-screen", "none", .. more])
    { WorkingDirectory = _folder, Environment = { ["OMP_NUM_THREADS"] = "1" } })!;

    /// <summary>Every number of the summary, as text: bit for bit, for each double is printed to its last bit.</summary>
    private string Results(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, folder, "summary.json")))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static async Task Until(Func<bool> holds, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"waited 30 s: {what}");
            await Task.Delay(20);
        }
    }
}
