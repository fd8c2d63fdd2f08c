namespace StreamingSse.Pipeline.Configuration;

/// <summary>How a growing file is followed.</summary>
/// <param name="SocketQueueMib">Memory for frames of a socket that wait to be analysed.</param>
/// <param name="SocketRetry">How long to go on connecting to a socket.</param>
/// <param name="EndAfter">A run counts as ended when nothing was written for this long; null: never.</param>
public sealed record FollowConfig(TimeSpan PollMin, TimeSpan PollMax, int StallAfterFrames, TimeSpan StallMin, TimeSpan? EndAfter, int SocketQueueMib, TimeSpan SocketRetry)
{
    internal static FollowConfig Read(ConfigSection section)
    {
        TimeSpan pollMin = section.Duration("poll-min", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        TimeSpan day = TimeSpan.FromDays(1);
        return new(
            pollMin,
            section.Duration("poll-max", pollMin, TimeSpan.FromHours(1)),
            section.Count("stall-after-frames", 2, 1_000_000),
            section.Duration("stall-min", TimeSpan.FromMilliseconds(1), 30 * day),
            section.Text("end-after") == "never" ? null : section.Duration("end-after", TimeSpan.FromMilliseconds(1), 365 * day),
            section.Count("socket-queue-mib", 1, 1_000_000),
            section.Duration("socket-retry", TimeSpan.FromSeconds(1), 30 * day));
    }
}
