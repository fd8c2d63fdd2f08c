using System.Globalization;
using System.Text;

namespace StreamingSse.Host.Tests;

/// <summary>
/// Scripts that behave towards files and signals as engines do by their manuals, where the engine itself cannot be had: they write a run that has converged, and go
/// on until they are asked to stop. Each gives the path of the program.
/// </summary>
internal static class StandIn
{
    private const int FrameCount = 800, DumpHeadLines = 8;

    /// <summary>Stands in for VASP: its STOPCAR ends it after a step, and it leaves the file.</summary>
    public static string Vasp(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "INCAR"), "IBRION = 0\nMDALGO = 2\nPOTIM = 2\nNBLOCK = 250\nTEBEG = 600\n");
        File.WriteAllText(Path.Combine(folder, "walk"), "walk\n1.0\n20 0 0\n0 20 0\n0 0 20\nLi O\n64 8\n" + Frames(
            frame => $"Direct configuration= {frame + 1,5}\n", (_, r) => $"{r[0] / 20:0.000000} {r[1] / 20:0.000000} {r[2] / 20:0.000000}"));
        return Program(folder, "vasp_std", "exec 3>XDATCAR; cat walk >&3", "! grep -qs 'LSTOP = .TRUE.' STOPCAR", "echo ' soft stop encountered!  aborting job ...' > OUTCAR");
    }

    /// <summary>Stands in for pw.x, run by something that writes extended xyz: PREFIX.EXIT ends it, and it deletes the file.</summary>
    public static string Espresso(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "md.in"), "&CONTROL\n  calculation = 'md'\n  prefix = 'lio'\n/\n");
        File.WriteAllText(Path.Combine(folder, "walk"), Frames(
            frame => $"72\nLattice=\"20 0 0 0 20 0 0 0 20\" Properties=species:S:1:pos:R:3 time_fs={500 * frame}\n", (element, r) => $"{element} {r[0]:0.000} {r[1]:0.000} {r[2]:0.000}"));
        return Program(folder, "pw.x", "exec 3>md.extxyz; cat walk >&3", "[ ! -e lio.EXIT ]", "rm lio.EXIT; printf 'Program stopped by user request\\nJOB DONE.\\n' > md.out");
    }

    /// <summary>An engine that writes nothing, says which signals it gets, and ends with 42 at SIGTERM.</summary>
    public static string Listener(string folder) => Program(
        folder, "listener", "trap 'echo got USR1' USR1; trap 'echo got USR2' USR2; trap 'echo got HUP' HUP; trap 'echo got TERM; exit 42' TERM; echo ready", "true", "");

    // The random walk in another format: a head for each frame, a line for each atom (element, x, y, z in Å).
    private static string Frames(Func<int, string> head, Func<string, double[], string> line)
    {
        var text = new StringBuilder();
        string[] dumped = RandomWalk.Dump(FrameCount).Split("ITEM: TIMESTEP\n", StringSplitOptions.RemoveEmptyEntries);
        for (int frame = 0; frame < dumped.Length; frame++)
        {
            text.Append(head(frame));
            foreach (string atom in dumped[frame].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(DumpHeadLines))
            {
                string[] words = atom.Split(' ');
                text.Append(line(words[1], [.. words[2..5].Select(word => double.Parse(word, CultureInfo.InvariantCulture))])).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Program(string folder, string name, string begin, string whileTrue, string end)
    {
        string program = Path.Combine(folder, name);
        File.WriteAllText(program, $"#!/bin/sh\ncd '{folder}'\n{begin}\nwhile {whileTrue}; do sleep 0.02; done\n{end}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }
}
