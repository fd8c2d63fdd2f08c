using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>How the state of watched runs is kept, so that a watch can go on where another one was interrupted.</summary>
/// <param name="Every">Time between two checkpoints; null: none are written.</param>
/// <param name="MaxSize">A larger one is not written, bytes.</param>
public sealed record CheckpointConfig(TimeSpan? Every, long MaxSize)
{
    private const long MinBytes = 1 << 16, MostBytes = 1L << 30;

    internal static CheckpointConfig Read(ConfigSection section) => new(
        section.Text("every") == "never" ? null : section.Duration("every", TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(30)),
        HoconUnits.TrySize(section.Text("max-size"), out long bytes) && bytes is >= MinBytes and <= MostBytes
            ? bytes : throw section.Bad("max-size", "a size of 64 KiB to 1 GiB, such as 64 MiB"));
}
