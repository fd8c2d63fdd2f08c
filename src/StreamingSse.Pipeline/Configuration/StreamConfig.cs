namespace StreamingSse.Pipeline.Configuration;

/// <param name="BufferFrames">Frames that wait between two stages.</param>
public sealed record StreamConfig(int BufferFrames)
{
    internal static StreamConfig Read(ConfigSection section) => new(section.Count("buffer-frames", 1, 65_536));
}
