using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>A checkpoint on disk: whole or not at all, whatever happens while it is written.</summary>
internal static class CheckpointFile
{
    /// <summary>Writes beside the place and then takes it over; what stood there stays until then.</summary>
    public static void Write(Checkpoint checkpoint, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.tmp");
        Directory.CreateDirectory(folder);
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var output = new StreamBufferWriter(file);
            CheckpointCodec.Encode(checkpoint, output);
            output.Flush();
            file.Flush(flushToDisk: true); // else a power cut may leave the new name with nothing behind it
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <returns>Null where there is none.</returns>
    public static Checkpoint? Read(string path) => File.Exists(path) ? CheckpointCodec.Decode(File.ReadAllBytes(path), path) : null;
}
