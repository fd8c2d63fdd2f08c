using System.Globalization;
using System.Runtime.InteropServices;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>What the framework does not offer: a signal to another process, and the lowest priority for this one.</summary>
public static partial class PosixProcess
{
    public const int Terminate = 15; // SIGTERM

    private const int OfProcess = 0, Nicest = 19;

    /// <returns>Why the signal could not be sent; null where it was.</returns>
    public static string? Signal(int pid, int signal) => Kill(pid, signal) == 0 ? null : $"kill: {Marshal.GetLastPInvokeErrorMessage()}";

    /// <summary>Nice 19 for every thread of this process; threads that they start inherit it.</summary>
    public static void TakeLowestPriority()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (string thread in Directory.EnumerateDirectories("/proc/self/task"))
            _ = SetPriority(OfProcess, int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Nicest); // one that has ended needs none
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int nice);
}
