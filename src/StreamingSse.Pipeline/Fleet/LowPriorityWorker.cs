using System.Runtime.InteropServices;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>Runs long arithmetic on a thread of its own that everything else goes before.</summary>
public static partial class LowPriorityWorker
{
    private const int OfThread = 0;
    private const int Lowest = 19;

    /// <summary>The work must look at its token now and then; its end, result or failure is that of the task.</summary>
    public static Task<T> Run<T>(Func<CancellationToken, T> work, CancellationToken stop)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            YieldToOthers();
            try
            {
                done.SetResult(work(stop));
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(stop);
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        { IsBackground = true, Name = "models", Priority = ThreadPriority.Lowest };
        thread.Start();
        return done.Task;
    }

    // .NET's thread priorities do nothing on Linux; there a nice value holds for one thread, "0" being the caller.
    private static void YieldToOthers()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, 0, Lowest); // refused: the thread runs as all others do
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int nice);
}
