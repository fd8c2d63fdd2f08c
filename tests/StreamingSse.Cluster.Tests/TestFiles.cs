namespace StreamingSse.Cluster.Tests;

/// <summary>Files below tests/data.</summary>
internal static class TestFiles
{
    public static string PathOf(string folder, string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "tests", "data", folder, name);
            if (File.Exists(path)) return path;
        }
        throw new FileNotFoundException($"tests/data/{folder}/{name}: expected a file, got none");
    }
}
