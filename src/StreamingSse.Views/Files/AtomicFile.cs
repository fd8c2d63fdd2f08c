namespace StreamingSse.Views.Files;

/// <summary>Files that are there whole or not at all, whatever happens while they are written.</summary>
public static class AtomicFile
{
    // By the file system's own clock, as another machine may be writing: nothing takes as long as that to write.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes beside the place and then takes it over; what stood there stays until then.</summary>
    /// <exception cref="OutputRefusedException">The place cannot be written to. Nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
            }
            RemoveAbandoned(folder, Path.GetFileName(path), File.GetLastWriteTimeUtc(unfinished) - Abandoned);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputRefusedException(path, e);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    // What a writer has left that was killed before it had finished the same file.
    private static void RemoveAbandoned(string folder, string name, DateTime before)
    {
        foreach (string left in Directory.EnumerateFiles(folder, $".{name}.*.tmp"))
        {
            ReadOnlySpan<char> writer = Path.GetFileName(left.AsSpan())[(name.Length + 2)..^".tmp".Length];
            if (!writer.ContainsAnyExceptInRange('0', '9') && File.GetLastWriteTimeUtc(left) < before) Remove(left);
        }
    }

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished); // no error where it was moved away
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder vanished or became read-only: the reason for that is already on its way to the caller.
        }
    }
}
