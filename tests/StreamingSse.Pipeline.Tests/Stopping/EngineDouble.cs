using System.Diagnostics;

namespace StreamingSse.Pipeline.Tests.Stopping;

/// <summary>A small real process that behaves towards files and signals as an engine does, under the engine's name, in a folder of its own.</summary>
internal sealed class EngineDouble : IDisposable
{
    private readonly Process _process;

    private EngineDouble(Process process) => (_process, Pid) = (process, process.Id);

    public int Pid { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Of one that has been seen to end: the framework may learn it a moment later than /proc does.</summary>
    public int Exit => _process.WaitForExit(milliseconds: 10_000) ? _process.ExitCode : -1;

    /// <summary>LAMMPS with its dump open, looking for STOP as its fix halt does.</summary>
    public static EngineDouble Lammps(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "in.run"), "dump d all custom 10 traj.lammpstrj id\nvariable stop equal is_file(STOP)\nfix h all halt 100 v_stop != 0 error soft\nrun 100\n");
        return Start(folder, "lmp", "exec 3>>traj.lammpstrj; echo begun >&3", "[ ! -e STOP ]", "echo 'Fix halt condition for fix-id h met on step 700 with value 1' > log.lammps");
    }

    /// <summary>CP2K, which opens its files for each frame only and deletes the EXIT file.</summary>
    public static EngineDouble Cp2k(string folder) =>
        Start(folder, "cp2k.psmp", "echo begun > zoo-pos-1.xyz", "[ ! -e zoo.EXIT ]", "rm zoo.EXIT; echo ' *** MD run terminated by external request ***' > out.log");

    /// <summary>VASP by its manual; the engine itself was not tried. It leaves its STOPCAR.</summary>
    public static EngineDouble Vasp(string folder) =>
        Start(folder, "vasp_std", "exec 3>>XDATCAR; echo begun >&3", "! grep -q 'LSTOP = .TRUE.' STOPCAR 2>/dev/null", "echo ' soft stop encountered!  aborting job ...' > OUTCAR");

    /// <summary>GROMACS, which ends with 1 after SIGTERM.</summary>
    public static EngineDouble Gromacs(string folder) =>
        Start(folder, "gmx", "exec 3>>run.xtc; echo begun >&3; trap 'echo Received the TERM signal, stopping within 100 steps > run.log; exit 1' TERM", "true", "");

    /// <summary>Quantum ESPRESSO's pw.x by its manual; the engine itself was not tried. It deletes the EXIT file.</summary>
    public static EngineDouble Espresso(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "md.in"), "&CONTROL\n  prefix = 'lio'\n/\n");
        return Start(folder, "pw.x", "exec 3>>md.extxyz; echo begun >&3", "[ ! -e lio.EXIT ]", "rm lio.EXIT; echo 'Program stopped by user request' > md.out");
    }

    /// <summary>Starts and waits until it has begun to write.</summary>
    private static EngineDouble Start(string folder, string name, string begin, string whileTrue, string end)
    {
        string program = Path.Combine(folder, name);
        File.WriteAllText(program, $"#!/bin/sh\n{begin}\necho ready\nwhile {whileTrue}; do sleep 0.02; done\n{end}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Process process = Process.Start(new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return new EngineDouble(process);
    }

    public void End()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }
}
