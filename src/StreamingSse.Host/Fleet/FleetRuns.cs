using StreamingSse.Formats;
using StreamingSse.Kernel.Materials;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Materials;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Host.Fleet;

/// <summary>The runs of a fleet between being found and being watched: names, shares of memory, and which need no reading at all.</summary>
internal sealed class FleetRuns(IReadOnlyList<TableRow> stored, long memoryBytes)
{
    private const int FewestShares = 16;
    private readonly Dictionary<string, string> _finished = stored.Where(row => row.Stamp.IsFinal && row.Fingerprint.Length > 0).ToDictionary(row => row.Row.Run, row => row.Fingerprint);
    private readonly List<RunSetup> _all = [];
    private readonly Queue<RunSetup> _waiting = new();
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, int> _takenCounts = []; // by path

    public int WaitingCount => _waiting.Count;

    /// <summary>Runs whose row is in the table and whose files have not changed since: they are not read again.</summary>
    public int KnownCount { get; private set; }

    public void Add(IReadOnlyList<(RunSetup Setup, string Root)> found)
    {
        long share = memoryBytes / Math.Max(FewestShares, 2 * (_all.Count + found.Count));
        foreach ((RunSetup setup, string root) in found)
        {
            RunSetup named = setup with { Name = NameOf(setup.Plan.Path, root), MemoryBytes = share, Tags = Described(setup) };
            _all.Add(named);
            if (IsFinished(named)) KnownCount++;
            else _waiting.Enqueue(named);
        }
    }

    public bool TryTake(out RunSetup setup)
    {
        bool isThere = _waiting.TryDequeue(out RunSetup? next);
        if (isThere) _takenCounts[next!.Plan.Path] = _takenCounts.GetValueOrDefault(next.Plan.Path) + 1;
        setup = next!;
        return isThere;
    }

    /// <summary>Its reader has ended; where its files change later, it is watched again.</summary>
    public void Ended(RunSetup setup) => _finished[RunStates.NameOf(setup.Plan.Path)] = SourceFingerprint.Of(setup);

    /// <summary>Finished runs whose files have changed are to be read again, under a name of their own.</summary>
    public void LookForChanges(IReadOnlySet<string> endedPaths)
    {
        for (int i = 0; i < _all.Count; i++)
        {
            RunSetup setup = _all[i];
            int taken = _takenCounts.GetValueOrDefault(setup.Plan.Path);
            bool isIdle = taken == 0 || endedPaths.Contains(setup.Plan.Path);
            if (!isIdle || IsFinished(setup) || _waiting.Any(other => other.Plan.Path == setup.Plan.Path)) continue;
            _waiting.Enqueue(_all[i] = taken == 0 ? setup : setup with { Name = $"{setup.Name.Split('~')[0]}~{taken + 1}" });
        }
    }

    private bool IsFinished(RunSetup setup) => _finished.TryGetValue(RunStates.NameOf(setup.Plan.Path), out string? fingerprint) && fingerprint == SourceFingerprint.Of(setup);

    private string NameOf(string path, string root)
    {
        string inside = Path.GetRelativePath(root, path), name = inside is "." or "" ? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) : inside;
        string plain = name.Replace('/', '-').Replace('~', '-').Trim('.', '-'), unique = plain.Length == 0 ? "run" : plain;
        for (int copy = 2; !_names.Add(unique); copy++) unique = $"{plain}-{copy}";
        return unique;
    }

    // What structure and first-principles files beside the run say; none there, or none that can be read, is no reason not to watch it.
    public static RunTags Described(RunSetup setup)
    {
        string path = setup.Plan.Path, folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            string? specie = setup.Analysis.Mobile.Names is [var only] ? only : null;
            IReadOnlyList<MaterialDescription> found = MaterialReader.Read([folder], specie, new MaterialOptions());
            return setup.Tags with { Description = found is [var one] ? one : null };
        }
        catch (BadInputException)
        {
            return setup.Tags;
        }
    }
}
