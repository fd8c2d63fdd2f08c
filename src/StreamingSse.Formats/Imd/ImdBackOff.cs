namespace StreamingSse.Formats.Imd;

/// <summary>How long to wait before the next attempt to connect: a quarter of a second, then twice as long each time, up to five seconds.</summary>
internal sealed class ImdBackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.25), Longest = TimeSpan.FromSeconds(5);
    private TimeSpan _next = First;

    /// <summary>Waited since the last connection that brought a frame.</summary>
    public TimeSpan Waited { get; private set; }

    public TimeSpan Next()
    {
        TimeSpan delay = _next;
        Waited += delay;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }

    public void Succeeded() => (_next, Waited) = (First, TimeSpan.Zero);
}
