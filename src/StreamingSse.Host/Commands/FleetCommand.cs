using System.CommandLine;
using System.Text;
using StreamingSse.Formats;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Fleet;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Table;
using StreamingSse.Views.Fleet;
using StreamingSse.Views.Web;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse fleet</c>: many runs as one living table.</summary>
internal static class FleetCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folders = new Argument<string[]>("DIR") { Description = "folders with runs at any depth, and folders that 'sse watch --publish' writes to", Arity = ArgumentArity.OneOrMore };
        var place = new Option<string?>("--out") { Description = "where table, files and models are kept; started again there, it goes on (default sse-out/fleet)", HelpName = "DIR" };
        var with = new Option<string[]>("--with") { Description = "rows to compare with: a table whose columns are named as descriptors", HelpName = "TABLE.csv", DefaultValueFactory = _ => [] };
        var once = new Option<bool>("--once") { Description = "read what is there now, and end" };
        Option<double?> endAfterS = RunArguments.Positive("--end-after-s", "SECONDS", "end when nothing was written for this long, s (default: wait for more)");
        var json = new Option<bool>("--json") { Description = "print the table and everything made of it as JSON at the end (docs/fleet.md)" };
        var arguments = new RunArguments();
        var command = new Command("fleet", """
            Finds and watches every run below some folders, new ones as they appear: one table of runs and descriptors, replicas pooled, Arrhenius lines with
            σ at 300 K, what to run next, correlations, principal components, clusters and models, all kept up to date.

            Examples:
              sse fleet ~/runs                                  a live view; Ctrl-C leaves everything written
              sse fleet ~/runs --dashboard                      the page in a browser as well
              sse fleet ~/runs --once --json                    finished runs, for a script
              sse fleet ~/runs /shared/published --with db.csv  with what other nodes publish, beside known materials
            """)
        { folders, place, with, once, endAfterS, json };
        arguments.AddTo(command);
        var page = new PageArguments(isFleet: true);
        page.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            bool isOnce = parsed.GetValue(once), isJson = parsed.GetValue(json);
            TimeSpan? endAfter = parsed.GetValue(endAfterS) is double seconds ? TimeSpan.FromSeconds(seconds) : config.Follow.EndAfter;
            FollowOptions follow = isOnce ? new FollowOptions() : WatchCommand.Follow(config, endAfter, pid: null);
            SnapshotPace pace = isOnce ? SnapshotPace.OnlyAtTheEnd : new SnapshotPace(config.Fleet.SnapshotEvery, config.Snapshot.ReadoutShare);
            RunSetups setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), follow, pace), parsed, null);
            var where = new FleetPlace(Path.GetFullPath(parsed.GetValue(place) ?? Path.Combine(config.Output.Directory, "fleet")));

            string[] roots = [.. parsed.GetValue(folders)!.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))];
            if (roots.FirstOrDefault(root => !Path.Exists(root)) is { } absent) throw new BadInputException(absent, "a folder with runs", "none there");
            List<string> notes = [];
            FleetRow[] references = [.. parsed.GetValue(with)!.DistinctBy(Path.GetFullPath).SelectMany(path => ReferenceRows.Read(path, notes))];
            using FleetLock held = FleetLock.Take(where.Root, TimeProvider.System);
            var registry = new ModelRegistry(where.Models, config.Models.ToString());
            using var store = new SqliteRunTable(where.Table);
            IReadOnlyList<TableRow> stored = store.Load();
            var link = new ProcessLink();
            var fleet = new FleetSetup([link], store, references, registry.LastVersion, registry.Save) { Stored = stored, LastTraining = registry.Last() };
            var runs = new FleetRuns(stored, config.Memory.Budget.Bytes);
            var scan = new RunScan(roots, config.Fleet, where.Root, path => setups.For([path])[0]);

            using var interrupt = new Interrupt(stop);
            await using PageServer? server = await page.Start(parsed, isJson ? error : output, stop);
            using var session = new FleetSession(config, scan, runs, where, endAfter, isOnce, output, error, TimeProvider.System)
            {
                Page = server is null ? null : new PageFeed(server, TimeProvider.System),
            };
            FleetState state = await session.RunAsync(fleet, link, showLive: !isJson, interrupt.Token);
            foreach (string note in notes) await error.WriteLineAsync($"sse: {note}");
            Report(state, isJson, where, output);
            return state.Rows.Any(row => row.Progress.Failure is not null) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Report(FleetState state, bool json, FleetPlace place, TextWriter output)
    {
        if (json)
        {
            using var stream = new MemoryStream();
            FleetJson.Write(state, stream);
            output.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            return;
        }
        FleetText.Write(state, output, unicode: true);
        output.WriteLine($"{state.Rows.Count} rows; table, files and models: {place.Root}");
    }
}
