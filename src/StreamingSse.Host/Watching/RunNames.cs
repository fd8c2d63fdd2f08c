namespace StreamingSse.Host.Watching;

/// <summary>A short name for each of several paths: as many of its last parts as it takes to tell it from the others.</summary>
internal static class RunNames
{
    public static string[] Unique(IReadOnlyList<string> paths)
    {
        string[][] parts = [.. paths.Select(path => Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))];
        int depth = 1, deepest = parts.Max(p => p.Length);
        while (depth < deepest && Names(depth).Distinct().Count() < paths.Count) depth++;
        var seen = new Dictionary<string, int>();
        return [.. Names(depth).Select(name => seen.TryAdd(name, 1) ? name : $"{name}-{++seen[name]}")];

        IEnumerable<string> Names(int taken) => parts.Select(p => p.Length == 0 ? "root" : string.Join('-', p.TakeLast(taken)));
    }
}
