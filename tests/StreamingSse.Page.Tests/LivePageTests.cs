using System.Diagnostics;
using System.Text.RegularExpressions;
using StreamingSse.Host;

namespace StreamingSse.Page.Tests;

/// <summary>A real LAMMPS run, watched in a real browser, and stopped from there.</summary>
[Collection(nameof(Browser))]
public sealed class LivePageTests(Browser browser) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ChromiumFact("lmp")]
    public async Task A_running_simulation_is_seen_to_grow_to_come_to_a_verdict_and_to_stop_when_told()
    {
        foreach (string input in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "live"))) File.Copy(input, Path.Combine(_folder, Path.GetFileName(input)));
        string script = Path.Combine(_folder, "in.start");
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script)).Replace("\nrun ", "\nvariable stop equal is_file(STOP)\nfix halt all halt 100 v_stop != 0 error soft message yes\nrun ", StringComparison.Ordinal));
        using Process engine = Process.Start(new ProcessStartInfo("lmp", ["-in", "in.start", "-log", "log.lammps", "-screen", "none", "-var", "flush", "yes"])
        { WorkingDirectory = _folder, Environment = { ["OMP_NUM_THREADS"] = "1" } })!;
        try
        {
            await Until(() => new FileInfo(Path.Combine(_folder, "traj.lammpstrj")) is { Exists: true, Length: > 100_000 });
            var output = new SharedWriter();
            Task<int> watching = CommandLine.RunAsync(
                ["watch", _folder, "--specie", "F", "--dashboard", "--allow-stop", "--port", "0", "--pid", $"{engine.Id}", "--out", Path.Combine(_folder, "out")], output, TextWriter.Null);
            await Until(() => output.Text.Contains("page: ") || watching.IsCompleted);

            await using OpenPage open = await browser.Open(Regex.Match(output.Text, "page: (\\S+)").Groups[1].Value);
            await open.Frames(5);
            long seen = await open.Page.EvaluateAsync<long>("() => Number(document.documentElement.dataset.frames)");
            string first = await open.Page.InnerTextAsync(".verdict .state");
            await open.Frames(seen + 20);
            await open.Page.WaitForFunctionAsync($"() => document.querySelector('.verdict .state').textContent !== {Quoted(first)}", null, new() { Timeout = 240_000 });

            await open.Page.ClickAsync("text=Stop the engine …");
            await open.Page.WaitForFunctionAsync("() => !document.querySelector('dialog .plan').textContent.endsWith('…')");
            Assert.Contains($"{engine.Id}", await open.Page.InnerTextAsync("dialog .plan"));
            Assert.False(engine.HasExited); // a dry run touches nothing
            await open.Page.ClickAsync("dialog >> text=Do this");
            await engine.WaitForExitAsync();
            Assert.Equal(ExitCode.Done, await watching);
            Assert.DoesNotContain(open.Complaints, text => !text.Contains("net::ERR")); // the program ends with its engine, and the stream with it
        }
        finally
        {
            if (!engine.HasExited) engine.Kill();
        }
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static async Task Until(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(90), "waited 90 s in vain");
            await Task.Delay(20);
        }
    }
}
