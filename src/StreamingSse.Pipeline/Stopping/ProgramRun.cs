using System.ComponentModel;
using System.Diagnostics;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>How a program that was run beside us ended.</summary>
/// <param name="Exit">Its exit code; -1 where it could not be started or had to be ended.</param>
public sealed record ProgramRun(int Exit, string Output, string Error)
{
    /// <summary>Runs a program to its end, with no shell in between.</summary>
    /// <param name="environment">Added to our own.</param>
    /// <param name="limit">It is ended after this.</param>
    public static async Task<ProgramRun> RunAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, TimeSpan limit, CancellationToken stop)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(limit);
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return await FollowAsync(process, limit, late.Token, stop);
        }
        catch (Win32Exception none)
        {
            return new ProgramRun(-1, "", none.Message);
        }
    }

    private static async Task<ProgramRun> FollowAsync(Process process, TimeSpan limit, CancellationToken late, CancellationToken stop)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(late);
            return new ProgramRun(process.ExitCode, await output.WaitAsync(late), await error.WaitAsync(late));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ProgramRun(-1, "", $"expected an end within {limit.TotalSeconds:0} s, got none");
        }
    }
}
