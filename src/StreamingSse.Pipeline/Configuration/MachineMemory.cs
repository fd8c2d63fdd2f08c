using System.Globalization;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>Memory that this process may use: the tightest limit of its cgroups, or else the machine's memory.</summary>
/// <remarks>
/// The runtime's own figure (75 % of a container's limit) is not taken, so that the share is the same under Slurm, in a container and
/// on a workstation. A limit above the machine's memory is none.
/// </remarks>
/// <param name="From">What limits it, in words.</param>
public readonly record struct MachineMemory(long Bytes, string From)
{
    /// <param name="root">The root of the file system that holds proc and sys.</param>
    public static MachineMemory Find(string root)
    {
        long machine = PhysicalBytes(root) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        long limit = CgroupLimits(root).DefaultIfEmpty(long.MaxValue).Min();
        return limit < machine ? new(limit, "the cgroup's memory limit") : new(machine, "the machine's memory");
    }

    // A line of /proc/self/cgroup is hierarchy:controllers:path; version 2 has the hierarchy 0 and no controllers. A limit may stand
    // at the path or at any folder above it. Inside a container the path may not exist, and the limit stands at the mount's root.
    private static IEnumerable<long> CgroupLimits(string root)
    {
        foreach (string line in Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length < 3) continue;
            bool isVersion2 = parts[0] == "0" && parts[1].Length == 0;
            if (!isVersion2 && !parts[1].Split(',').Contains("memory")) continue;

            string mount = Path.Combine(root, isVersion2 ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
            string file = isVersion2 ? "memory.max" : "memory.limit_in_bytes";
            string? folder = parts[2].Trim('/');
            for (; folder is not null; folder = folder.Length == 0 ? null : Path.GetDirectoryName(folder))
                foreach (string text in Lines(Path.Combine(mount, folder, file)))
                    if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)) yield return bytes;
        }
    }

    private static long? PhysicalBytes(string root)
    {
        string? line = Array.Find(Lines(Path.Combine(root, "proc/meminfo")), l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        bool isKnown = long.TryParse(words is [_, var kibibytes, "kB"] ? kibibytes : "", CultureInfo.InvariantCulture, out long count);
        return isKnown ? count * 1024 : null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];   // a controller that this process may not look at sets no limit that it could know
        }
    }
}
