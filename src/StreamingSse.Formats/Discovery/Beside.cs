namespace StreamingSse.Formats.Discovery;

/// <summary>The files in the folder of a trajectory.</summary>
internal static class Beside
{
    private const int MostFiles = 2000;

    /// <summary>All of them, in order of name; the first two thousand of a very full folder.</summary>
    public static string[] Files(string trajectory)
    {
        string folder = Path.GetDirectoryName(trajectory) is { Length: > 0 } named ? named : ".";
        return [.. Directory.EnumerateFiles(folder).Take(MostFiles).Order(StringComparer.Ordinal)];
    }

    /// <summary>One of that name, or its gzip; null where there is neither.</summary>
    public static string? File(string trajectory, string name)
    {
        string path = Path.Combine(Path.GetDirectoryName(trajectory) ?? "", name);
        return System.IO.File.Exists(path) ? path : System.IO.File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    /// <summary>The file's name up to its first dot: CaF2_1300 of CaF2_1300.dump.gz.</summary>
    public static string Stem(string trajectory) => Path.GetFileName(trajectory).Split('.')[0];
}
