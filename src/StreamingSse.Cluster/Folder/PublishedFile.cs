using System.Security.Cryptography;
using System.Text;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Folder;

/// <summary>The file that holds the newest state of one run.</summary>
internal static class PublishedFile
{
    public const string Extension = ".sserun";
    private const int ReadableLength = 60;

    /// <summary>The end of the run's path, for people, and a hash of all of it, which makes it unique.</summary>
    public static string NameOf(string run)
    {
        string readable = string.Concat(run.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run)))[..12];
        return $"{readable[Math.Max(0, readable.Length - ReadableLength)..]}-{hash}{Extension}";
    }

    public static IEnumerable<string> In(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // the file system is away for a moment
        }
    }

    /// <summary>The stamp of what stands there; null where nothing does, or nothing that can be read.</summary>
    public static StateStamp? StampIn(string path)
    {
        try
        {
            return File.Exists(path) ? RunStateCodec.Decode(File.ReadAllBytes(path), path).Stamp : null;
        }
        catch (Exception bad) when (bad is BadInputException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes beside the place, safe on the disk, and then takes it over.</summary>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        string folder = Path.GetDirectoryName(path)!;
        string unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.MachineName}.{Environment.ProcessId}.tmp");
        Directory.CreateDirectory(folder);
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(content, stop);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished); // no error where it was moved away
        }
    }
}
