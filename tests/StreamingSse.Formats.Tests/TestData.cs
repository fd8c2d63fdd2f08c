using System.IO.Compression;
using System.Text;

namespace StreamingSse.Formats.Tests;

/// <summary>Files the tests read: small ones of the repository, and the shared sets where they are at hand.</summary>
internal static class TestData
{
    public static string Folder { get; } = Path.Combine(Root(), "tests", "data");

    /// <summary>Path inside the folder of the file of that name.</summary>
    public static string Find(string name) => Path.GetRelativePath(Folder, Directory.EnumerateFiles(Folder, name, SearchOption.AllDirectories).Single());

    /// <summary>Full path of a file named by its folders and name.</summary>
    public static string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static string Text(string name) => Encoding.Latin1.GetString(Bytes(name));

    /// <summary>Numbers of a comma-separated file, row by row.</summary>
    public static double[][] Table(string name) =>
        [.. File.ReadLines(Path.Combine(Folder, name)).Select(line => line.Split(',').Select(double.Parse).ToArray())];

    /// <summary>A shared file, uncompressed where it is compressed.</summary>
    public static byte[] SharedBytes(string name)
    {
        using FileStream file = File.OpenRead(SharedData.Path(name));
        using var whole = new MemoryStream();
        using Stream source = name.EndsWith(".gz") ? new GZipStream(file, CompressionMode.Decompress) : file;
        source.CopyTo(whole);
        return whole.ToArray();
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StreamingSse.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
