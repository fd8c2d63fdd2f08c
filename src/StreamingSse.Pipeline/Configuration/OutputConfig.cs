namespace StreamingSse.Pipeline.Configuration;

/// <param name="Directory">Where results go, relative to the working directory.</param>
/// <param name="WriteEvery">Results are written this often, and at the end.</param>
public sealed record OutputConfig(string Directory, TimeSpan WriteEvery)
{
    internal static OutputConfig Read(ConfigSection section) => new(
        section.Text("directory"),
        section.Duration("write-every", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(30)));
}
