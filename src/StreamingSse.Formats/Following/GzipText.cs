using System.IO.Compression;

namespace StreamingSse.Formats.Following;

/// <summary>Files that may be gzip or plain.</summary>
internal static class GzipText
{
    /// <summary>By the first two bytes; by the name while the file is still empty.</summary>
    public static bool IsGzip(string path)
    {
        Span<byte> magic = stackalloc byte[2];
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.Read(handle, magic, 0) < 2
            ? path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            : magic[0] == 0x1f && magic[1] == 0x8b;
    }

    /// <summary>The text of a file, unzipped where it is zipped; one that may not be read is bad input.</summary>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new BadInputException(path, "a file that this account may read", refused.InnerException?.Message ?? refused.Message);
        }
    }
}
