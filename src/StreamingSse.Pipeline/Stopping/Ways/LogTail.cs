using System.Text;

namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>The ends of engines' logs, where they say how they ended.</summary>
internal static class LogTail
{
    private const int TailBytes = 64 * 1024, MostFiles = 200;

    /// <summary>The last line of the files that holds one of the marks, with its file's name; the marks in order of worth.</summary>
    public static string? Last(IEnumerable<string> files, params string[] marks)
    {
        (string File, string[] Lines)[] tails = [.. files.Take(MostFiles).Select(file => (file, Lines(file)))];
        foreach (string mark in marks)
            foreach ((string file, string[] lines) in tails)
                if (Array.FindLast(lines, line => line.Contains(mark, StringComparison.Ordinal)) is { } line)
                    return $"{Path.GetFileName(file)}: {string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('*', ' ')}";
        return null;
    }

    /// <summary>Files of a folder with one of the endings, the newest first.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(folder)
            .Where(file => endings.Any(ending => Path.GetFileName(file).Contains(ending, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(File.GetLastWriteTimeUtc);

    private static string[] Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(0, file.Length - TailBytes);
        byte[] tail = new byte[Math.Min(TailBytes, file.Length)];
        int read = file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        return Encoding.Latin1.GetString(tail, 0, read).Split('\n');
    }
}
