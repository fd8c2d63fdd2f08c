using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Starting;

/// <summary>The engine as our child: it has our terminal and environment, gets the signals that we get, and keeps its priority.</summary>
internal sealed class EngineChild : IDisposable
{
    // SIGUSR1 and SIGUSR2 have no names of their own here; Slurm's --signal and users send them.
    private static readonly PosixSignal[] Passed = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, (PosixSignal)10, (PosixSignal)12];

    private static readonly Dictionary<PosixSignal, int> Numbers = new()
    {
        [PosixSignal.SIGTERM] = 15,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGHUP] = 1,
    };

    private readonly Process _process;
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _starting = new();

    // A signal that comes while the engine starts waits for it: it must not end us and leave the engine alone.
    private EngineChild(ProcessStartInfo start)
    {
        lock (_starting)
        {
            _signals = [.. Passed.Select(signal => PosixSignalRegistration.Create(signal, Pass))];
            StartedUtc = DateTime.UtcNow;
            try
            {
                _process = Process.Start(start)!;
            }
            catch (Win32Exception none)
            {
                foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
                throw new BadInputException(start.FileName, "a program to start", none.Message);
            }
        }
    }

    public int Pid => _process.Id;

    /// <summary>Nothing that it writes is older.</summary>
    public DateTime StartedUtc { get; }

    public Task Ended => _process.WaitForExitAsync();

    public static EngineChild Start(IReadOnlyList<string> command)
    {
        var child = new EngineChild(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false });
        PosixProcess.TakeLowestPriority(); // after the start, so that the engine keeps its own
        return child;
    }

    /// <summary>Its exit code, as a shell tells it: 128 + the signal that ended it.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _process.Dispose();
    }

    // Ctrl-C reaches the engine from the terminal itself, and a second one would cut its last words short.
    private void Pass(PosixSignalContext context)
    {
        context.Cancel = true;
        bool isFromTerminal = context.Signal == PosixSignal.SIGINT && !Console.IsInputRedirected;
        lock (_starting)
        {
            if (!isFromTerminal && _process is { HasExited: false }) PosixProcess.Signal(_process.Id, Numbers.GetValueOrDefault(context.Signal, (int)context.Signal));
        }
    }
}
