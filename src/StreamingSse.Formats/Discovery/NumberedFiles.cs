using System.Globalization;

namespace StreamingSse.Formats.Discovery;

/// <summary>Files and folders whose paths differ in one number: frame.*.dump, run*/XDATCAR, XDATCAR.*</summary>
/// <remarks>In a pattern, * stands for the digits. Order is that of the numbers: 9 before 10.</remarks>
public static class NumberedFiles
{
    /// <summary>The existing paths that match, in order.</summary>
    public static IReadOnlyList<string> Matching(string pattern)
    {
        (string before, string after) = Split(pattern);
        string folder = before[..(before.LastIndexOf(Path.DirectorySeparatorChar) + 1)], entryStart = before[folder.Length..];
        if (!Directory.Exists(folder.Length == 0 ? "." : folder)) return [];
        int cut = after.IndexOf(Path.DirectorySeparatorChar);
        string entryEnd = cut < 0 ? after : after[..cut], rest = cut < 0 ? "" : after[cut..];
        return [.. Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder)
            .Select(entry => Path.GetFileName(entry))
            .Select(name => (Path: folder + name + rest, Number: NumberBetween(entryStart, name, entryEnd)))
            .Where(found => found.Number is not null && File.Exists(found.Path))
            .OrderBy(found => found.Number)
            .Select(found => found.Path)];
    }

    /// <summary>The path that follows the last one when the numbers go on evenly; null where that cannot be told.</summary>
    public static string? Next(string pattern, IReadOnlyList<string> paths)
    {
        if (paths.Count < 2 || NumberIn(pattern, paths[^1]) is not long last || NumberIn(pattern, paths[^2]) is not long previous) return null;
        (string before, string after) = Split(pattern);
        string digits = paths[^1][before.Length..^after.Length];
        int width = digits.StartsWith('0') ? digits.Length : 0;
        return before + (2 * last - previous).ToString("D" + width, CultureInfo.InvariantCulture) + after;
    }

    public static bool IsLater(string pattern, string path, string than) => NumberIn(pattern, path) > (NumberIn(pattern, than) ?? -1);

    /// <summary>The number that stands for * in a path; null where the path does not match.</summary>
    public static long? NumberIn(string pattern, string path)
    {
        (string before, string after) = Split(pattern);
        return NumberBetween(before, path, after);
    }

    private static long? NumberBetween(string before, string text, string after) =>
        text.Length > before.Length + after.Length && text.StartsWith(before) && text.EndsWith(after)
        && long.TryParse(text[before.Length..^after.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static (string Before, string After) Split(string pattern)
    {
        int star = pattern.LastIndexOf('*');
        return (pattern[..star], pattern[(star + 1)..]);
    }
}
