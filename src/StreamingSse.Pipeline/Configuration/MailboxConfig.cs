namespace StreamingSse.Pipeline.Configuration;

/// <param name="Capacity">Messages that wait for an actor; more are refused and counted.</param>
public sealed record MailboxConfig(int Capacity)
{
    internal static MailboxConfig Read(ConfigSection section) => new(section.Count("capacity", 64, 1_000_000));
}
