namespace StreamingSse.Pipeline.Configuration;

/// <param name="Refresh">The terminal is drawn again this often at most.</param>
public sealed record ViewConfig(TimeSpan Refresh)
{
    internal static ViewConfig Read(ConfigSection section) =>
        new(section.Duration("refresh", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)));
}
