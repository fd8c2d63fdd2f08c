namespace StreamingSse.Formats.Discovery;

/// <summary>The cell of a run whose frames hold none (plain xyz), from a structure of as many atoms beside it.</summary>
/// <remarks>Not where a LAMMPS script or log changes the cell: a fixed one would unfold the positions wrongly.</remarks>
internal static class CellBeside
{
    public const string Sources = "POSCAR, .gro, .pdb or LAMMPS data";

    public static void Find(EngineFacts facts, string trajectory, int atomCount)
    {
        if (facts.Cell is not null || facts.CellChangedBy is not null || facts.LammpsUnits is not (null or "metal" or "real")) return;
        string stem = Beside.Stem(trajectory);
        foreach (string file in Beside.Files(trajectory).Where(IsStructure).OrderByDescending(file => Beside.Stem(file) == stem))
            if (TryRead(file) is { Cell: Kernel.Cell cell } found && found.Atoms.Names.Count == atomCount)
            {
                facts.SetCell(cell, Path.GetFileName(file));
                return;
            }
    }

    private static bool IsStructure(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("POSCAR") || name.StartsWith("CONTCAR") || name.StartsWith("data.") || Path.GetExtension(name) is ".gro" or ".pdb" or ".data";
    }

    private static TopologyFile? TryRead(string path)
    {
        try
        {
            return TopologyFile.Read(path);
        }
        catch (BadInputException)
        {
            return null; // it is one of another kind: the cell is asked for then
        }
    }
}
