using System.Diagnostics;
using System.Globalization;

namespace StreamingSse.Formats.Following;

/// <summary>One process of this machine, told from a later one with the same number by the moment of its start.</summary>
/// <param name="StartTicks">When it began, in clock ticks since the machine did; on other systems than Linux, in those of its own clock.</param>
public readonly record struct EngineProcess(int Pid, long StartTicks)
{
    // Of /proc/PID/stat, counted from the state that follows the name.
    private const int State = 0, Start = 19;

    /// <summary>True where the process has ended, also when its number was given to another.</summary>
    public bool IsOver => Find(Pid) != this;

    /// <summary>The process of that number; null where there is none, or only its end is left to be collected.</summary>
    public static EngineProcess? Find(int pid)
    {
        if (!OperatingSystem.IsLinux()) return Elsewhere(pid);
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] == "Z" ? null : new EngineProcess(pid, long.Parse(fields[Start], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static EngineProcess? Elsewhere(int pid)
    {
        Process? process = Array.Find(Process.GetProcesses(), one => one.Id == pid);
        return process is null ? null : new EngineProcess(pid, process.StartTime.Ticks);
    }
}
