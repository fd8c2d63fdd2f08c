namespace StreamingSse.Views.Terminal;

/// <summary>How the reading of one run goes: what a <c>RunSnapshot</c> does not hold because it depends on wall time.</summary>
/// <remarks>A rate or age that is not known is NaN or null and is then not shown.</remarks>
public sealed record LiveStatus
{
    /// <summary>What the user named.</summary>
    public required string Path { get; init; }

    /// <summary>LAMMPS, VASP, CP2K, …; empty while it is not known.</summary>
    public string Engine { get; init; } = "";

    public ReadingState State { get; init; }

    public long FrameCount { get; init; }

    /// <summary>Bytes taken from the run's files, over all segments.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes that stand in the run's files, over all segments; 0 where there is no file (a socket).</summary>
    public long FileBytes { get; init; }

    public double FramesPerSecond { get; init; } = double.NaN;

    public double BytesPerSecond { get; init; } = double.NaN;

    /// <summary>Simulated time that the engine adds in an hour of wall time, ps.</summary>
    public double PsPerHour { get; init; } = double.NaN;

    /// <summary>Wall time until the engine's job is ended by its limit; null where there is none, or none is known.</summary>
    public TimeSpan? JobTimeLeft { get; init; }

    /// <summary>Wall time since the newest frame was read.</summary>
    public TimeSpan? LastFrameAge { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LiveEvent> Events { get; init; } = [];

    /// <summary>What is done without for want of memory, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    /// <summary>What is wrong with the run, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> Alarms { get; init; } = [];

    /// <summary>The folder that the results are written to; null when they are not kept.</summary>
    public string? ResultsFolder { get; init; }

    /// <summary>Bytes written but not yet read.</summary>
    public long BytesBehind => Math.Max(0, FileBytes - BytesRead);
}
