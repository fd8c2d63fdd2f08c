using System.Runtime.InteropServices;

namespace StreamingSse.Host;

/// <summary>Ctrl-C and SIGTERM as a wish to end in order; a second one ends the program at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _asked;
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt(CancellationToken outer)
    {
        _asked = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = !_asked.IsCancellationRequested;
        if (context.Cancel) _asked.Cancel();
    }
}
