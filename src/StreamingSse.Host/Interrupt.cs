using System.Runtime.InteropServices;

namespace StreamingSse.Host;

/// <summary>Ctrl-C and SIGTERM as a wish to end in order; one more, from somebody who has waited, ends the program at once.</summary>
internal sealed class Interrupt : IDisposable
{
    /// <summary>Signals so close together are one wish: a terminal, a launcher and a scheduler may each pass the same one on.</summary>
    public static readonly TimeSpan OneWish = TimeSpan.FromSeconds(0.3);

    private readonly CancellationTokenSource _asked;
    private readonly TimeProvider _clock;
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private long? _askedAt;

    public Interrupt(CancellationToken outer) : this(TimeProvider.System, outer)
    {
    }

    public Interrupt(TimeProvider clock, CancellationToken outer)
    {
        _clock = clock;
        _asked = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _asked.Dispose();
    }

    internal void Ask(PosixSignalContext context)
    {
        lock (_gate)
        {
            _askedAt ??= _clock.GetTimestamp();
            context.Cancel = _clock.GetElapsedTime(_askedAt.Value) < OneWish;
        }

        if (context.Cancel) _asked.Cancel();
    }
}
