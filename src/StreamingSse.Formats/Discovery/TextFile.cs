using System.Text;
using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Discovery;

/// <summary>The files beside a trajectory, plain or gzip, of which only a few lines matter.</summary>
internal static class TextFile
{
    private const int HeadBytes = 64 * 1024;

    /// <summary>The lines of a file, as they are read; one that is cut in mid-archive ends where it can no longer be read.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(GzipText.Open(path), Encoding.Latin1);
        while (NextLine(reader) is string line) yield return line;
    }

    /// <summary>The first 64 KiB as text; empty for a file that is empty or cannot be unzipped.</summary>
    public static string Head(string path)
    {
        using Stream stream = GzipText.Open(path);
        byte[] bytes = new byte[HeadBytes];
        try
        {
            return Encoding.Latin1.GetString(bytes, 0, stream.ReadAtLeast(bytes, HeadBytes, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    private static string? NextLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
