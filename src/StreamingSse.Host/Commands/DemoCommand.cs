using System.CommandLine;
using System.IO.Compression;
using StreamingSse.Formats.Discovery;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse demo</c>: the shipped LAMMPS run of superionic CaF₂ at 1600 K, written again as if it ran now.</summary>
internal static class DemoCommand
{
    private const string Trajectory = "traj.lammpstrj";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(40);

    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<double?> seconds = RunArguments.Positive("--seconds", "20", "how long it plays (default 20)");
        var place = new Option<string?>("--out") { Description = "where results are written (default sse-out/demo)", HelpName = "DIR" };
        var command = new Command("demo", """
            Plays a real trajectory as if its simulation were running: 96 ions of superionic CaF₂ at 1600 K, 50 ps of LAMMPS.

            Examples:
              sse demo
              sse demo --seconds 60
            """)
        { seconds, place };

        command.SetAction(async (parsed, stop) =>
        {
            string folder = Directory.CreateTempSubdirectory("sse-demo-").FullName;
            string run = Path.Combine(folder, "demo");
            try
            {
                return await PlayAsync(run, TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? 20), parsed.GetValue(place), output, error, stop);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> PlayAsync(string run, TimeSpan length, string? place, TextWriter output, TextWriter error, CancellationToken stop)
    {
        Directory.CreateDirectory(run);
        await using (Stream log = Sample("log.lammps"))
        await using (FileStream copy = File.Create(Path.Combine(run, "log.lammps"))) await log.CopyToAsync(copy, stop);
        byte[] trajectory = Unpack(Sample(Trajectory + ".gz"));

        using var interrupt = new Interrupt(stop);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Token);
        int first = trajectory.Length / 100; // enough to see what it is
        await using FileStream growing = new(Path.Combine(run, Trajectory), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await growing.WriteAsync(trajectory.AsMemory(0, first), stop);

        SseConfig config = SseConfig.Load([]);
        var setups = new RunSetups(config, new RunOptions { MobileSpecies = ["F"] }, WatchCommand.Follow(config, endAfter: null, pid: null), WatchCommand.Pace(config));
        var session = new WatchSession(config, ResultPlace.For(place, config.Output.Directory, runCount: 1), output, error, TimeProvider.System);
        Task<int> watching = session.RunAsync(setups.For([run]), done.Token);
        await Task.WhenAll(watching, GrowAsync(growing, trajectory.AsMemory(first), length, done));
        return await watching;
    }

    private static async Task GrowAsync(FileStream growing, ReadOnlyMemory<byte> rest, TimeSpan length, CancellationTokenSource done)
    {
        int piece = Math.Max(1, (int)(rest.Length * (Tick / length)));
        using var timer = new PeriodicTimer(Tick);
        while (!rest.IsEmpty && !done.IsCancellationRequested)
        {
            int taken = Math.Min(piece, rest.Length);
            await growing.WriteAsync(rest[..taken]);
            rest = rest[taken..];
            await timer.WaitForNextTickAsync();
        }

        await done.CancelAsync();
    }

    private static Stream Sample(string name) =>
        typeof(DemoCommand).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the sample {name} is not built in");

    private static byte[] Unpack(Stream packed)
    {
        using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        unpacking.CopyTo(whole);
        return whole.ToArray();
    }
}
