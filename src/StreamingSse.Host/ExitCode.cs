namespace StreamingSse.Host;

/// <summary>What the shell is told.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Ended without the convergence that was asked for.</summary>
    public const int NotConverged = 3;
}
