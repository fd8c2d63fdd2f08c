using System.Diagnostics;

namespace StreamingSse.Formats.Following;

/// <summary>Whether the engine's process still runs on this machine.</summary>
internal static class EngineProcess
{
    public static bool HasEnded(int pid)
    {
        if (!OperatingSystem.IsLinux()) return !Process.GetProcesses().Any(process => process.Id == pid);
        try
        {
            // pid (name) state …: a zombie has ended though nobody has collected it yet.
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
