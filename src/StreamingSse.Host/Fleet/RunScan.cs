using System.Text.RegularExpressions;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Fleet;

/// <summary>Finds the runs below some folders, again and again: folders are listed, and only what is new or changed is looked into.</summary>
/// <param name="output">Is not looked into: the results of the fleet itself.</param>
/// <param name="setupFor">How a file or folder is read; a BadInputException says why it is not.</param>
internal sealed partial class RunScan(IReadOnlyList<string> roots, FleetConfig config, string output, Func<string, RunSetup> setupFor)
{
    /// <summary>The file that marks a folder of results.</summary>
    public const string TableFile = "fleet.sqlite";

    private const string PublishedPattern = "*.sserun";
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);
    private readonly HashSet<string> _runs = [];
    private readonly Dictionary<string, Refusal> _refused = [];
    private readonly HashSet<string> _shared = [];

    /// <summary>What is new since the last look, and what still cannot be read.</summary>
    public ScanResult Look()
    {
        var result = new ScanResult([], [], []);
        var waiting = new Queue<(string Path, string Root, int Depth)>(roots.Select(root => (root, root, 0)));
        int looked = 0;
        while (waiting.TryDequeue(out (string Path, string Root, int Depth) next))
        {
            if (++looked > config.MostFolders)
            {
                result.Notes.Add($"more than {config.MostFolders} folders: the rest is not looked into (fleet.most-folders)");
                break;
            }
            try
            {
                if (!LookInto(next.Path, next.Root, result) || next.Depth >= config.Depth || !Directory.Exists(next.Path)) continue;
                foreach (string folder in Directory.EnumerateDirectories(next.Path).Where(IsOfInterest).Order(StringComparer.Ordinal))
                    waiting.Enqueue((folder, next.Root, next.Depth + 1));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                result.Notes.Add($"{next.Path}: expected a folder that can be read, got: {gone.Message}");
            }
        }
        result.Notes.AddRange(Refused());
        return result;
    }

    // Neighbours that lack the same, such as the jobs of one chain, are one sentence.
    private IEnumerable<string> Refused() =>
        from refused in _refused
        where refused.Value.Note is not null && Path.Exists(refused.Key)
        let lacks = refused.Value.Note!.StartsWith(refused.Key, StringComparison.Ordinal) ? refused.Value.Note[refused.Key.Length..] : refused.Value.Note
        group refused by (Path.GetDirectoryName(refused.Key), lacks) into alike
        let first = alike.First()
        select alike.Count() == 1 ? first.Value.Note! : $"{first.Key} and {alike.Count() - 1} more beside it{alike.Key.lacks}";

    private bool IsOfInterest(string folder) =>
        !Path.GetFileName(folder).StartsWith('.') && folder != output && !File.Exists(Path.Combine(folder, TableFile));

    /// <returns>Whether the folders inside may hold runs of their own.</returns>
    private bool LookInto(string path, string root, ScanResult result)
    {
        if (_runs.Contains(path)) return false;
        bool isFolder = Directory.Exists(path);
        if (isFolder && _shared.Contains(path)) return true;
        if (isFolder && Directory.EnumerateFiles(path, PublishedPattern).Any())
        {
            _shared.Add(path);
            result.SharedFolders.Add(path);
            return true;
        }
        if (isFolder && !MayHoldRun(path)) return true;
        DateTime changedUtc = Changed(path), nowUtc = DateTime.UtcNow;
        if (_refused.TryGetValue(path, out Refusal? before) && before.ChangedUtc == changedUtc && nowUtc - before.TriedUtc < TryAgainAfter) return before.Descend;
        try
        {
            RunSetup setup = setupFor(path);
            if (isFolder && IsRunOfAFolderInside(path, setup.Plan))
            {
                _refused[path] = new Refusal(changedUtc, nowUtc, Descend: true, Note: null);
                return true;
            }
            _refused.Remove(path);
            _runs.Add(path);
            result.Runs.Add((setup, root));
            return false;
        }
        catch (BadInputException bad)
        {
            // What asks for an option is a run that cannot be read yet; what holds no run may have runs inside.
            bool isRun = bad.Bad.LacksOption;
            bool isOfFolders = isFolder && !RunDiscovery.HoldsTrajectory(path); // each of them then speaks for itself, and there may be more
            _refused[path] = new Refusal(changedUtc, nowUtc, Descend: !isRun || isOfFolders, (isRun && !isOfFolders) || !isFolder ? bad.Message : null);
            return !isRun || isOfFolders;
        }
    }

    // One folder with a run in it is the first job of a chain only where it is named like one; CaF2, cp2k and 600K have siblings, or will have.
    private static bool IsRunOfAFolderInside(string path, RunPlan plan)
    {
        string[] folders = [.. plan.Segments.Select(Path.GetDirectoryName).OfType<string>().Distinct()];
        return folders is [var only] && only != path && !JobName().IsMatch(Path.GetFileName(only));
    }

    // A folder of folders holds a run itself where they are the numbered jobs of one: a few, named alike.
    private static bool MayHoldRun(string folder) =>
        Directory.EnumerateFiles(folder).Any() || Directory.EnumerateDirectories(folder).Any(inner => char.IsAsciiDigit(inner[^1]));

    private static DateTime Changed(string path) => Directory.Exists(path) ? Directory.GetLastWriteTimeUtc(path) : File.GetLastWriteTimeUtc(path);

    [GeneratedRegex(@"^((run|job|part|seg|segment|step|stage|restart|cont|md|prod|production)[._-]?\d+|\d{1,2})$", RegexOptions.IgnoreCase)]
    private static partial Regex JobName();

    /// <param name="Descend">Whether folders inside may hold runs.</param>
    /// <param name="Note">What people should know of it; null where there is simply no run.</param>
    private sealed record Refusal(DateTime ChangedUtc, DateTime TriedUtc, bool Descend, string? Note);
}

/// <summary>What one look has found.</summary>
/// <param name="Runs">Those that no look before has found.</param>
/// <param name="SharedFolders">Folders in which the states of runs are published.</param>
/// <param name="Notes">What cannot be read as things are now.</param>
internal sealed record ScanResult(List<(RunSetup Setup, string Root)> Runs, List<string> SharedFolders, List<string> Notes);
