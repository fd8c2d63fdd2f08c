using System.Text.RegularExpressions;

namespace StreamingSse.Formats.Discovery;

/// <summary>Finds the trajectory that a path means: a file, a folder of one run, or a folder of numbered job folders.</summary>
/// <remarks>
/// In a folder with several: one that holds positions; one written to in the last two minutes; XDATCAR before CP2K -pos before LAMMPS dump before
/// xyz; the largest. Files that differ in one number are a chain when each holds one frame or when the numbers follow on each other
/// (XDATCAR.01, XDATCAR.02, and XDATCAR last).
/// </remarks>
internal static partial class TrajectoryFinder
{
    private static readonly TimeSpan Growing = TimeSpan.FromMinutes(2);

    public static Trajectory Find(string path, bool? chain)
    {
        if (File.Exists(path)) return OfFile(path);
        if (!Directory.Exists(path)) throw new BadInputException(path, "a file or folder", "none there");
        string[] files = [.. Directory.EnumerateFiles(path).Where(file => !IsCompanion(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        List<Trajectory> found = [.. Group(files).SelectMany(group => Trajectories(group.Pattern, group.Files, chain))];
        found = JoinRotated(found, chain);
        if (found.Count > 0) return Choose(found);
        return OfJobFolders(path, chain) ?? throw new BadInputException(path, $"a folder that holds {TrajectorySniffer.Known}", Listing(files, path));
    }

    /// <summary>Whether a file of the folder itself is a trajectory: what its folders hold does not count.</summary>
    public static bool HoldsOne(string folder) => TryFolder(folder) is not null;

    /// <summary>The paths are the segments of one chain, in this order.</summary>
    public static Trajectory Chain(IReadOnlyList<string> paths)
    {
        List<Trajectory> parts = [.. paths.Select(path => Find(path, null))];
        if (parts.Find(part => part.Format != parts[0].Format) is Trajectory other)
            throw new BadInputException(other.Files[0], $"{parts[0].Format}, as in {parts[0].Files[0]}", $"{other.Format}");
        return parts[0] with { Files = [.. parts.SelectMany(part => part.Files)], Pattern = parts.Count == 1 ? parts[0].Pattern : null };
    }

    private static Trajectory OfFile(string path)
    {
        string head = TextFile.Head(path);
        if (IsCompanion(Path.GetFileName(path))) throw new BadInputException(path, "the positions of a run (-pos-)", "its velocities or forces");
        TrajectoryFormat format = TrajectorySniffer.Format(head)
            ?? throw new BadInputException(path, TrajectorySniffer.Known, TrajectorySniffer.Describe(head));
        return new Trajectory(format, [path]) { HasPositions = TrajectorySniffer.HasPositions(head), Pattern = PartsPattern(format, path) };
    }

    // What mdrun -noappend writes next.
    private static string? PartsPattern(TrajectoryFormat format, string path) =>
        format is not (TrajectoryFormat.GromacsXtc or TrajectoryFormat.GromacsTrr) ? null
        : PartName().Match(path) is { Success: true } part ? part.Groups["name"].Value + ".part*" + part.Groups["ext"].Value
        : Path.ChangeExtension(path, null) + ".part*" + Path.GetExtension(path);

    private static IEnumerable<(string? Pattern, List<string> Files)> Group(string[] files) =>
        files.GroupBy(file => PatternOf(file) ?? file).Select(group => (PatternOf(group.First()), group.ToList()));

    private static IEnumerable<Trajectory> Trajectories(string? pattern, List<string> files, bool? chain)
    {
        bool replicas = pattern is not null && chain is null && ReplicaName().IsMatch(Path.GetFileName(pattern));
        if (pattern is null || chain == false || replicas) return files.Select(TryFile).OfType<Trajectory>();
        if (files.Count == 1) return files.Select(TryFile).OfType<Trajectory>().Select(one => OfFirst(one, pattern));
        files = [.. files.OrderBy(file => NumberedFiles.NumberIn(pattern, file))];
        if (TryFile(files[0]) is not Trajectory first) return files.Skip(1).Select(TryFile).OfType<Trajectory>();
        bool filePerFrame = first.Format == TrajectoryFormat.LammpsDump && HoldsOneFrame(files[0]);
        if (!filePerFrame && !AreConsecutive(pattern, files)) return files.Select(TryFile).OfType<Trajectory>();
        return [first with { Files = files, Pattern = pattern, IsFilePerFrame = filePerFrame }];
    }

    // XDATCAR.01 or frame.0.dump alone: those that follow it are still to come.
    private static Trajectory OfFirst(Trajectory one, string pattern) =>
        one.Pattern is not null || !CountedName().IsMatch(Path.GetFileName(one.Files[0])) ? one
        : one with { Pattern = pattern, IsFilePerFrame = one.Format == TrajectoryFormat.LammpsDump && HoldsOneFrame(one.Files[0]) };

    // A file of a folder that may not be read is passed over, unless nothing else is there (Listing).
    private static Trajectory? TryFile(string path)
    {
        string head;
        try { head = TextFile.Head(path); }
        catch (BadInputException) { return null; }
        return TrajectorySniffer.Format(head) is TrajectoryFormat format
            ? new Trajectory(format, [path]) { HasPositions = TrajectorySniffer.HasPositions(head), Pattern = PartsPattern(format, path) } : null;
    }

    // XDATCAR.01, XDATCAR.02 were moved away before the next job began to write XDATCAR.
    private static List<Trajectory> JoinRotated(List<Trajectory> found, bool? chain)
    {
        if (chain == false) return found;
        for (int i = 0; i < found.Count; i++)
        {
            Trajectory current = found[i];
            int moved = found.FindIndex(other => other.Format == current.Format && RotationOf(other) == current.Files[0]);
            if (moved < 0 || moved == i) continue;
            bool areLater = found[moved].Pattern?.Contains(".part*") == true || PartName().IsMatch(found[moved].Files[0]); // run.part0002.xtc goes on from run.xtc
            found[i] = areLater ? found[moved] with { Files = [.. current.Files, .. found[moved].Files] }
                : current with { Files = [.. found[moved].Files, .. current.Files], Pattern = null };
            found.RemoveAt(moved);
            return found;
        }
        return found;
    }

    private static string? RotationOf(Trajectory numbered) => RotatedName().Match(numbered.Files[0]) is { Success: true } match ? match.Groups["name"].Value
        : PartName().Match(numbered.Files[0]) is { Success: true } part ? part.Groups["name"].Value + part.Groups["ext"].Value : null;

    private static Trajectory Choose(List<Trajectory> found)
    {
        DateTime recent = DateTime.UtcNow - Growing;
        Trajectory[] ranked = [.. found
            .OrderBy(VaspRank) // one run: XDATCAR holds it best, and OUTCAR is written to long after it
            .ThenByDescending(one => one.HasPositions)
            .ThenByDescending(one => File.GetLastWriteTimeUtc(one.Files[^1]) > recent)
            .ThenBy(one => one.Format switch { TrajectoryFormat.Xdatcar => 0, TrajectoryFormat.Cp2kXyz => 1, TrajectoryFormat.LammpsDump => 2, _ => 3 })
            .ThenByDescending(one => one.Files.Sum(file => new FileInfo(file).Length))];
        return ranked[0] with
        {
            Others = [.. ranked.Skip(1).SelectMany(one => one.Files)],
            ChosenBy = ranked.Length == 1 ? null : "positions first, then one being written, then XDATCAR, -pos, dump, xyz, then the largest",
        };
    }

    private static int VaspRank(Trajectory one) => one.Format switch { TrajectoryFormat.Vasprun => 1, TrajectoryFormat.Outcar => 2, _ => 0 };

    private static Trajectory? OfJobFolders(string path, bool? chain)
    {
        var jobs = Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
            .Select(folder => (Folder: folder, Run: TryFolder(folder))).Where(job => job.Run is not null).ToList();
        if (jobs.Count == 0) return null;
        string?[] patterns = [.. jobs.Select(job => PatternOf(job.Folder)).Distinct()];
        bool isChain = chain ?? (patterns is [string only] && !IsOfItsOwn(Path.GetFileName(only)));
        if (jobs.Count > 1 && (!isChain || patterns is not [string]))
            throw new BadInputException(path, "one run, or numbered folders of one chain (--chain)",
                $"{jobs.Count} runs: {string.Join(", ", jobs.Select(job => Path.GetFileName(job.Folder)))}");
        if (patterns[0] is not string pattern) return jobs[0].Run;
        Trajectory[] parts = [.. jobs.OrderBy(job => NumberedFiles.NumberIn(pattern, job.Folder)).Select(job => job.Run!)];
        string name = Path.GetFileName(parts[0].Files[0]);
        bool sameNames = parts.All(part => part.Files.Count == 1 && Path.GetFileName(part.Files[0]) == name);
        return parts[0] with { Files = [.. parts.SelectMany(part => part.Files)], Pattern = sameNames ? Path.Combine(pattern, name) : null };
    }

    private static Trajectory? TryFolder(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => !IsCompanion(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        List<Trajectory> found = JoinRotated([.. Group(files).SelectMany(group => Trajectories(group.Pattern, group.Files, null))], null);
        return found.Count == 0 ? null : Choose(found);
    }

    // The last number in the name stands for *; the bare 1 in zoo-pos-1.xyz counts nothing that matters.
    private static string? PatternOf(string path)
    {
        Match match = LastNumber().Match(Path.GetFileName(path));
        if (!match.Success) return null;
        int at = path.Length - Path.GetFileName(path).Length + match.Groups["n"].Index;
        return path[..at] + "*" + path[(at + match.Groups["n"].Length)..];
    }

    // seed1, seed2 and 600K, 700K are runs of their own; run1, run2, run10 are jobs of one.
    private static bool IsOfItsOwn(string folders) => ReplicaName().IsMatch(folders) || TemperatureName().IsMatch(folders);

    private static bool AreConsecutive(string pattern, List<string> files)
    {
        long?[] numbers = [.. files.Select(file => NumberedFiles.NumberIn(pattern, file))];
        return numbers[0] <= 1000 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    private static bool HoldsOneFrame(string dump)
    {
        string head = TextFile.Head(dump);
        return head.IndexOf("ITEM: TIMESTEP") == head.LastIndexOf("ITEM: TIMESTEP")
            && TextFile.Lines(dump).Count(line => line.StartsWith("ITEM: TIMESTEP")) == 1;
    }

    // CP2K's velocities and forces; what GROMACS moved out of the way (#run.xtc.1#).
    private static bool IsCompanion(string name) => CompanionName().IsMatch(name) || (name.StartsWith('#') && name.EndsWith('#'));

    private static string Listing(string[] files, string path)
    {
        foreach (string file in files)
            if (TrajectorySniffer.OtherTrajectory(TextFile.Head(file)) is string kind) return $"{Path.GetFileName(file)}, {kind}";
        return files.Length == 0 ? Directory.EnumerateFileSystemEntries(path).Any() ? "folders only" : "an empty folder"
            : string.Join(", ", files.Take(8).Select(file => Path.GetFileName(file))) + (files.Length > 8 ? $" and {files.Length - 8} more" : "");
    }

    [GeneratedRegex(@"(?<n>\d+)(?!.*\d)")]
    private static partial Regex LastNumber();

    [GeneratedRegex(@"^(?<name>.+?)[._-](part|old|bak)?\d+(\.gz)?$")]
    private static partial Regex RotatedName();

    [GeneratedRegex(@"\.\d+(\.[A-Za-z]+)*$")]
    private static partial Regex CountedName();

    [GeneratedRegex(@"^(?<name>.+)\.part\d+(?<ext>\.[a-z]+)$")]
    private static partial Regex PartName();

    [GeneratedRegex(@"^(seed|rep|replica|traj|walker|sample)s?[._-]?\*", RegexOptions.IgnoreCase)]
    private static partial Regex ReplicaName();

    [GeneratedRegex(@"^(T[_=-]?\*K?|\*_?K)$", RegexOptions.IgnoreCase)]
    private static partial Regex TemperatureName();

    [GeneratedRegex(@"-(vel|frc|force|forces)-\d+\.xyz(\.gz)?$")]
    private static partial Regex CompanionName();
}
