using System.Globalization;
using StreamingSse.Formats.Gromacs;

namespace StreamingSse.Formats.Discovery;

/// <summary>The names of a run's atoms, from a file beside a trajectory that names none.</summary>
/// <param name="Names">One for each atom, in the order of the frames.</param>
/// <param name="Residues">The molecule's or residue's name of each; empty where the file has none.</param>
/// <param name="AreElements">False where they are the names of a force field (OW, CA), which are no elements.</param>
internal sealed record NamedAtoms(IReadOnlyList<string> Names, IReadOnlyList<string> Residues, bool AreElements, string File)
{
    public const string Sources = ".gro, .pdb, .top, xyz or LAMMPS data";

    private static readonly string[] Extensions = [".gro", ".pdb", ".top", ".xyz", ".extxyz", ".data"];

    /// <summary>Of a file of the same stem if there is one, else of any that names so many atoms; null where there is none.</summary>
    public static NamedAtoms? Find(string trajectory, int atomCount)
    {
        string stem = Beside.Stem(trajectory);
        IEnumerable<string> files = Beside.Files(trajectory)
            .Where(file => file != trajectory && Kind(file) >= 0 && !Path.GetFileName(file).StartsWith('#'))
            .OrderByDescending(file => Beside.Stem(file) == stem).ThenBy(Kind);
        return files.Select(file => TryRead(file, atomCount)).FirstOrDefault(found => found is not null);
    }

    private static int Kind(string file)
    {
        string name = Path.GetFileName(file);
        if (name.EndsWith(".gz")) name = name[..^3];
        return name.StartsWith("data.") ? Extensions.Length - 1 : Array.IndexOf(Extensions, Path.GetExtension(name));
    }

    /// <summary>Of a .gro, .pdb or .top; null for anything else.</summary>
    public static NamedAtoms? Named(string path) => (Kind(path), Path.GetFileName(path)) switch
    {
        (0, var file) => OfGro(path, file),
        (1, var file) => OfPdb(path, file),
        (2, var file) => GromacsTopology.Read(path) is var topology ? new NamedAtoms(topology.Names, topology.Residues, false, file) : null,
        _ => null,
    };

    private static NamedAtoms? TryRead(string path, int atomCount)
    {
        string file = Path.GetFileName(path);
        NamedAtoms? found = Kind(path) switch
        {
            <= 2 => Named(path),
            3 or 4 => TrajectorySniffer.Format(TextFile.Head(path)) is TrajectoryFormat format
                ? new NamedAtoms(FirstFrames.Read(new Trajectory(format, [path])).Labels, [], true, file) : null,
            _ => new NamedAtoms(LammpsDataFile.TypesById(path), [], true, file),
        };
        return found?.Names.Count == atomCount ? found : null;
    }

    // %5d%-5s%5s%5d: residue number and name, atom name and number.
    private static NamedAtoms? OfGro(string path, string file)
    {
        string[] lines = [.. TextFile.Lines(path).Take(2)];
        if (lines.Length < 2 || !int.TryParse(lines[1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int count)) return null;
        string[] atoms = [.. TextFile.Lines(path).Skip(2).Take(count).Where(line => line.Length > 20)];
        return new NamedAtoms([.. atoms.Select(line => line[10..15].Trim())], [.. atoms.Select(line => line[5..10].Trim())], false, file);
    }

    // Columns 13-16 name the atom, 18-20 the residue; of several models the first.
    private static NamedAtoms OfPdb(string path, string file)
    {
        string[] atoms = [.. TextFile.Lines(path).TakeWhile(line => !line.StartsWith("ENDMDL")).Where(line => line.Length > 20 && (line.StartsWith("ATOM  ") || line.StartsWith("HETATM")))];
        return new NamedAtoms([.. atoms.Select(line => line[12..16].Trim())], [.. atoms.Select(line => line[17..20].Trim())], false, file);
    }
}
