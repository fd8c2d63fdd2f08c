using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>sse-stop.log in a run's results folder: one line for everything that was done to an engine, or left undone, and why.</summary>
public sealed class StopAudit(string folder, string run, TimeProvider clock)
{
    public const string FileName = "sse-stop.log";

    /// <summary>Adds a line: time, run, text.</summary>
    public void Write(string text)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(Path.Combine(folder, FileName), $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {run}: {text.ReplaceLineEndings(" ")}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(Path.Combine(folder, FileName), "a folder that can be written to", e.Message);
        }
    }
}
