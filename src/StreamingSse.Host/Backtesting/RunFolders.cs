using StreamingSse.Formats;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Backtesting;

/// <summary>The runs at or below a path.</summary>
internal static class RunFolders
{
    private const int DeepestBelow = 4;

    /// <param name="skipped">Called with what could not be read, and why.</param>
    public static IEnumerable<RunSetup> Find(RunSetups setups, IReadOnlyList<string> paths, Action<string> skipped)
    {
        string[] found = [.. paths.SelectMany(path => Below(setups, path, DeepestBelow, skipped))];
        string[] names = found.Length == 0 ? [] : RunNames.Unique(found);
        return found.Select((path, i) => setups.For([path])[0] with { Name = names[i] });
    }

    private static IEnumerable<string> Below(RunSetups setups, string path, int depth, Action<string> skipped)
    {
        if (TryFind(setups, path) is not { } problem) return [path];
        string[] folders = Directory.Exists(path) && depth > 0 ? [.. Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)] : [];
        if (folders.Length == 0) skipped(problem);
        return folders.SelectMany(folder => Below(setups, folder, depth - 1, skipped));
    }

    private static string? TryFind(RunSetups setups, string path)
    {
        try
        {
            setups.For([path]);
            return null;
        }
        catch (BadInputException bad)
        {
            return bad.Message;
        }
    }
}
