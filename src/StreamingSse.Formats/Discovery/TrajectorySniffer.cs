using System.Globalization;

namespace StreamingSse.Formats.Discovery;

/// <summary>Tells the format of a file from its first bytes; names do not count.</summary>
internal static class TrajectorySniffer
{
    public const string Known = "a LAMMPS dump, XDATCAR, extended xyz, CP2K xyz, GROMACS xtc or trr, DCD, NetCDF, ASE .traj, vasprun.xml or OUTCAR";

    /// <returns>Null where the head is that of none of the formats.</returns>
    public static TrajectoryFormat? Format(string head)
    {
        if (head.StartsWith("\0\0\u0007\u00cb", StringComparison.Ordinal) || head.StartsWith("\0\0\u0007\u00e7", StringComparison.Ordinal)) return TrajectoryFormat.GromacsXtc; // 1995, 2023
        if (head.StartsWith("\0\0\u0007\u00c9\0\0\0\u000d", StringComparison.Ordinal)) return TrajectoryFormat.GromacsTrr;
        if (head.StartsWith("- of UlmASE-Trajectory", StringComparison.Ordinal)) return TrajectoryFormat.AseTraj;
        if (head.Length > 8 && head[4..8] is "CORD" or "VELD") return TrajectoryFormat.Dcd;
        if (head.StartsWith("CDF\u0001", StringComparison.Ordinal) || head.StartsWith("CDF\u0002", StringComparison.Ordinal)) return TrajectoryFormat.NetCdf;
        string[] lines = head.Split('\n', 9);
        if (lines[0].StartsWith("<?xml") && lines.Length > 1 && lines[1].Trim() == "<modeling>") return TrajectoryFormat.Vasprun;
        if (lines[0].StartsWith(" vasp.") && head.Contains("executed on")) return TrajectoryFormat.Outcar;
        if (lines[0].StartsWith("ITEM:")) return TrajectoryFormat.LammpsDump;
        if (lines.Length < 3) return null;
        if (IsWhole(lines[0]) && Words.Of(lines[2]) is [var name, _, _, _, ..] atom && char.IsAsciiLetterOrDigit(name[0]) && AreNumbers(atom[1..4]))
            return lines[1].Contains("i =") && lines[1].Contains("E =") ? TrajectoryFormat.Cp2kXyz : TrajectoryFormat.ExtendedXyz;
        return lines.Length > 6 && IsXdatcar(lines, head) ? TrajectoryFormat.Xdatcar : null;
    }

    /// <summary>What a file that cannot be read is, in words.</summary>
    public static string Describe(string head) =>
        head.Length == 0 ? "an empty file"
        : OtherTrajectory(head) ?? (head.StartsWith("LAMMPS (") ? "a LAMMPS log"
        : head.Contains('\0') ? "binary data of an unknown kind"
        : $"text that begins '{Shown(head)}'");

    /// <summary>The name of a trajectory format that is known and not read here; null where it is none.</summary>
    public static string? OtherTrajectory(string head) =>
        head.StartsWith("CDF") || head.StartsWith("\u0089HDF") ? "HDF5, or NetCDF that is not classic (nccopy -k classic rewrites it)"
        : null;

    /// <summary>True where the frames of a LAMMPS dump hold positions.</summary>
    public static bool HasPositions(string dumpHead)
    {
        int at = dumpHead.IndexOf("ITEM: ATOMS");
        if (at < 0) return true;
        int end = dumpHead.IndexOf('\n', at);
        string[] columns = Words.Of(dumpHead[at..(end < 0 ? dumpHead.Length : end)]);
        return columns.Any(column => column is "x" or "xs" or "xu" or "xsu");
    }

    // A POSCAR has the same header and 'Direct' alone; only files of VASP before 5 have a blank line there.
    private static bool IsXdatcar(string[] lines, string head) =>
        Words.Of(lines[1]).Length == 1 && AreNumbers(Words.Of(lines[1]))
        && lines[2..5].All(line => Words.Of(line) is { Length: 3 } edge && AreNumbers(edge))
        && (head.Contains("configuration=") || head.Contains("Konfig=")
            || lines[6].Trim().Length == 0 || (lines.Length > 7 && lines[7].Trim().Length == 0));

    private static bool IsWhole(string line) =>
        long.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count > 0;

    private static bool AreNumbers(string[] words) => words.All(word => Words.TryNumber(word, out _));

    private static string Shown(string head) => head.Split('\n', 2)[0].Trim() is var line && line.Length > 40 ? line[..40] + "…" : line;
}
