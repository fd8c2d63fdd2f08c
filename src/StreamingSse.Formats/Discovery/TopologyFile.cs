using System.Globalization;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>The atoms and the cell of a run whose frames name neither, from a structure or a trajectory that the user names.</summary>
/// <param name="Cell">Null where the file has none.</param>
internal sealed record TopologyFile(NamedAtoms Atoms, Cell? Cell)
{
    public const string Known = "a LAMMPS data file, .gro, .pdb, .top, POSCAR, or a trajectory whose frames name their atoms (dump, XDATCAR, extended xyz …)";

    public static TopologyFile Read(string path)
    {
        if (!File.Exists(path)) throw new BadInputException(path, "a file", "none there");
        TopologyFile? found = OfExtension(path) ?? (TextFile.Head(path).Contains(" xlo xhi") ? OfData(path) : null) ?? OfPoscar(path) ?? OfTrajectory(path);
        if (found is null || found.Atoms.Names.Count == 0 || found.Atoms.Names.Any(name => name.Length == 0))
            throw new BadInputException(path, Known, TrajectorySniffer.Describe(TextFile.Head(path)));
        return found;
    }

    private static TopologyFile? OfExtension(string path) => NamedAtoms.Named(path) is not NamedAtoms atoms ? null : new TopologyFile(atoms, Path.GetExtension(path) switch
    {
        ".gro" => GroBox(path),
        ".pdb" => PdbCell(path),
        _ => null,
    });

    private static TopologyFile OfData(string path)
    {
        IReadOnlyList<string> types = LammpsDataFile.TypesById(path);
        if (types.Count == 0) throw new BadInputException(path, "a section named 'Atoms # charge' (or atomic, full, molecular …), as write_data writes it", "none that names its columns");
        return new TopologyFile(new NamedAtoms(types, [], true, Path.GetFileName(path)), LammpsDataFile.Box(path));
    }

    private static TopologyFile? OfPoscar(string path) =>
        Poscar.Read(path) is Poscar structure && TrajectorySniffer.Format(TextFile.Head(path)) is null
            ? new TopologyFile(new NamedAtoms(structure.Names, [], true, Path.GetFileName(path)), structure.Cell) : null;

    private static TopologyFile? OfTrajectory(string path)
    {
        if (TrajectorySniffer.Format(TextFile.Head(path)) is not TrajectoryFormat format) return null;
        FirstFrames first = FirstFrames.Read(new Trajectory(format, [path]));
        return new TopologyFile(new NamedAtoms(first.Labels, [], true, Path.GetFileName(path)), first.Cell);
    }

    // The last line, nm: lengths, or the diagonal and then xy xz yx yz zx zy.
    private static Cell? GroBox(string path)
    {
        string[] words = Words.Of(TextFile.Lines(path).LastOrDefault(line => line.Trim().Length > 0) ?? "");
        if (words.Length is not (3 or 9) || !words.All(word => Words.TryNumber(word, out _))) return null;
        double[] a = [.. words.Select(word => double.Parse(word, CultureInfo.InvariantCulture) * Units.APerNm), .. new double[9 - words.Length]];
        var cell = new Cell(a[0], a[3], a[4], a[5], a[1], a[6], a[7], a[8], a[2]);
        return cell.IsValid ? cell : null;
    }

    // CRYST1: columns 7-15, 16-24, 25-33 the lengths, 34-40, 41-47, 48-54 the angles.
    private static Cell? PdbCell(string path)
    {
        string? line = TextFile.Lines(path).FirstOrDefault(one => one.StartsWith("CRYST1") && one.Length >= 54);
        if (line is null) return null;
        double[] v = [.. new[] { 6..15, 15..24, 24..33, 33..40, 40..47, 47..54 }.Select(range => Words.TryNumber(line[range].Trim(), out double value) ? value : double.NaN)];
        return CellEdges.FromDegrees(v[0], v[1], v[2], v[3], v[4], v[5]) is { IsValid: true } cell && cell.VolumeA3 > 1.5 ? cell : null; // 1 × 1 × 1 stands for none
    }
}
