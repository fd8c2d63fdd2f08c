using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Structures;

/// <summary>Reads a crystal structure of any known format: POSCAR, CIF, extended xyz, OUTCAR, vasprun.xml, pymatgen's JSON.</summary>
public static class StructureFile
{
    private const string Known = "a structure: POSCAR, CIF, extended xyz with a Lattice, OUTCAR, vasprun.xml or pymatgen's JSON";

    /// <exception cref="BadInputException">The file is none of these, or broken.</exception>
    public static StructureReading Read(string path)
    {
        string head = TextFile.Head(path);
        if (IsCif(path, head)) return CifReader.Read(path);
        if (head.TrimStart().StartsWith('{')) return PymatgenStructure.Read(path);
        if (TrajectorySniffer.Format(head) is TrajectoryFormat.ExtendedXyz or TrajectoryFormat.Outcar or TrajectoryFormat.Vasprun or TrajectoryFormat.AseTraj)
            return FrameStructure.Read(path, TrajectorySniffer.Format(head)!.Value);
        return PoscarReader.LooksLike(head) ? PoscarReader.Read(path) : throw new BadInputException(path, Known, TrajectorySniffer.Describe(head));
    }

    /// <summary>True for a file that holds a structure and nothing else: POSCAR, CIF or extended xyz.</summary>
    public static bool IsPure(string path)
    {
        string head = TextFile.Head(path);
        return IsCif(path, head) || TrajectorySniffer.Format(head) == TrajectoryFormat.ExtendedXyz || (TrajectorySniffer.Format(head) is null && PoscarReader.LooksLike(head));
    }

    private static bool IsCif(string path, string head) =>
        path.EndsWith(".cif", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cif.gz", StringComparison.OrdinalIgnoreCase)
        || (head.Contains("data_", StringComparison.Ordinal) && head.Contains("_cell_length_a", StringComparison.Ordinal));
}
