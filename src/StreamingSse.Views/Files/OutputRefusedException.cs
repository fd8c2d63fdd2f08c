namespace StreamingSse.Views.Files;

/// <summary>Results could not be written where they were meant to go: a full disk, a quota, a read-only folder.</summary>
/// <remarks>The caller picks another place.</remarks>
public sealed class OutputRefusedException(string path, Exception cause)
    : IOException($"{path}: expected a folder that can be written to, got: {cause.Message} Name another place with --out DIR.", cause)
{
    /// <summary>The file that could not be written.</summary>
    public string RefusedPath { get; } = path;
}
