using System.Globalization;
using StreamingSse.Formats.Following;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>A process of this machine as /proc shows it.</summary>
/// <param name="Name">Of its program, cut to 15 letters by the system.</param>
internal sealed record ProcessEntry(EngineProcess Process, int ParentPid, string Name)
{
    // Of open(2): the two lowest bits say how a file was opened, 0 for reading only.
    private const int AccessMode = 3;

    private string Root => $"/proc/{Process.Pid}";

    /// <summary>Its working directory; null where that may not be seen.</summary>
    public string? Folder() => Directory.ResolveLinkTarget($"{Root}/cwd", returnFinalTarget: false)?.FullName;

    /// <summary>True where it has the file open for writing.</summary>
    public bool Writes(string path, FileIdentity file)
    {
        string name = Path.GetFileName(path);
        foreach (string handle in Directory.EnumerateFileSystemEntries($"{Root}/fd"))
        {
            if (File.ResolveLinkTarget(handle, returnFinalTarget: false) is not { } target || target.Name != name) continue;
            if (FileIdentity.OfPath(handle) == file && IsForWriting(Path.GetFileName(handle))) return true;
        }

        return false;
    }

    private bool IsForWriting(string handle)
    {
        string? flags = File.ReadLines($"{Root}/fdinfo/{handle}").FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return flags is not null && (Convert.ToInt32(flags[6..].Trim(), 8) & AccessMode) != 0;
    }
}

/// <summary>The processes of this machine; those of other users, and those that end meanwhile, are seen only as far as the system lets us.</summary>
internal static class ProcessTable
{
    private const int Parent = 1, Start = 19;

    public static IReadOnlyList<ProcessEntry> All()
    {
        if (!OperatingSystem.IsLinux()) return [];
        var entries = new List<ProcessEntry>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) && pid != Environment.ProcessId && Visible(() => Read(pid)) is { } entry)
                entries.Add(entry);
        return entries;
    }

    /// <summary>The processes and all that descend from them.</summary>
    public static IEnumerable<ProcessEntry> Tree(IReadOnlyList<ProcessEntry> all, int pid)
    {
        var tree = new HashSet<int> { pid };
        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach (ProcessEntry entry in all) grows |= tree.Contains(entry.ParentPid) && tree.Add(entry.Process.Pid);
        }

        return all.Where(entry => tree.Contains(entry.Process.Pid));
    }

    /// <summary>What may be seen; null where the process is another user's or has ended.</summary>
    public static T? Visible<T>(Func<T?> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static ProcessEntry? Read(int pid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        int nameFrom = stat.IndexOf('(') + 1, nameTo = stat.LastIndexOf(')');
        string[] fields = stat[(nameTo + 2)..].Split(' ');
        if (fields[0] == "Z") return null;
        long startTicks = long.Parse(fields[Start], CultureInfo.InvariantCulture);
        return new ProcessEntry(new EngineProcess(pid, startTicks), int.Parse(fields[Parent], CultureInfo.InvariantCulture), stat[nameFrom..nameTo]);
    }
}
