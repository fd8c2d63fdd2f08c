using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>Crystallographic information files: cell, symmetry operations, sites with their occupancies.</summary>
internal static class CifReader
{
    private static readonly string[] CellParts = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
    private static readonly string[] Operations = ["_space_group_symop_operation_xyz", "_space_group_symop.operation_xyz", "_symmetry_equiv_pos_as_xyz"];
    private static readonly string[] GroupNames = ["_space_group_name_h-m_alt", "_symmetry_space_group_name_h-m", "_space_group.name_h-m_full", "_symmetry_int_tables_number", "_space_group_it_number"];

    public static StructureReading Read(string path)
    {
        List<CifBlock> blocks = CifBlock.ReadAll(path, TextFile.Lines(path));
        CifBlock block = blocks.Find(block => block.Column("_atom_site_fract_x", "_atom_site.fract_x").Count > 0)
            ?? throw new BadInputException(path, "a data block with _atom_site_fract_x", blocks.Count == 0 ? "an empty file" : $"{blocks.Count} without");
        List<string> notes = [];
        Cell cell = ReadCell(path, block);
        var sites = new CifSites(cell, ReadOperations(path, block));
        IReadOnlyList<CifToken> x = block.Column("_atom_site_fract_x", "_atom_site.fract_x"), labels = block.Column("_atom_site_label", "_atom_site.label");
        IReadOnlyList<CifToken> types = block.Column("_atom_site_type_symbol", "_atom_site.type_symbol"), occupancies = block.Column("_atom_site_occupancy", "_atom_site.occupancy");
        IReadOnlyList<CifToken> y = block.Column("_atom_site_fract_y", "_atom_site.fract_y"), z = block.Column("_atom_site_fract_z", "_atom_site.fract_z");
        IReadOnlyList<CifToken> multiplicities = block.Column("_atom_site_symmetry_multiplicity", "_atom_site_site_symmetry_multiplicity");
        if (y.Count != x.Count || z.Count != x.Count) throw new BadInputException(path, $"_atom_site_fract_y and _z for each of {x.Count} atoms", $"{y.Count} and {z.Count}");
        for (int atom = 0; atom < x.Count; atom++)
        {
            CifToken name = types.Count > atom && types[atom].Text is not ("?" or ".") ? types[atom] : labels.Count > atom ? labels[atom] : throw new BadInputException(path, "_atom_site_label", "none");
            double a = Number(path, x[atom], "a coordinate"), b = Number(path, y[atom], "a coordinate"), c = Number(path, z[atom], "a coordinate");
            double occupancy = occupancies.Count > atom && Number(path, occupancies[atom], "an occupancy") is var stated && double.IsFinite(stated) ? stated : 1;
            if (double.IsNaN(a + b + c)) notes.Add($"{name.Text} (line {name.LineNumber}) has no position and is left out");
            else if (occupancy is < 0 or > 1.02) throw new BadInputException($"{path} line {occupancies[atom].LineNumber}", "an occupancy from 0 to 1", occupancies[atom].Text);
            else if (occupancy > 0) sites.Add(Element(path, name), (a, b, c), Math.Min(occupancy, 1), atom < multiplicities.Count && CifBlock.Number(multiplicities[atom].Text) is > 0 and < 200 and var stated1 ? (int)stated1 : 0);
        }
        if (sites.Sites.Count == 0) throw new BadInputException(path, "an atom with a position", "none");
        double? units = block.Text("_cell_formula_units_z") is { } text && CifBlock.Number(text) is > 0 and var z0 ? z0 : null;
        return new StructureReading(new CrystalStructure(cell, sites.Sites), units, notes);
    }

    private static Cell ReadCell(string path, CifBlock block)
    {
        double[] six = [.. CellParts.Select(part =>
            block.Column($"_cell_{part}", $"_cell.{part}") is [var token, ..] ? Number(path, token, "a number") : part.StartsWith("angle", StringComparison.Ordinal) ? 90 : double.NaN)];
        bool isCell = six.All(value => value > 0) && six[3..].All(angle => angle < 180);
        Cell cell = isCell ? CellEdges.FromDegrees(six[0], six[1], six[2], six[3], six[4], six[5]) : default;
        return cell.IsValid ? cell : throw new BadInputException(path, "_cell_length_… and _cell_angle_… that span a volume",
            string.Join(' ', six.Select(value => value.ToString(CultureInfo.InvariantCulture))));
    }

    private static List<CifOperation> ReadOperations(string path, CifBlock block)
    {
        IReadOnlyList<CifToken> texts = block.Column(Operations);
        if (texts.Count == 0)
        {
            string? group = GroupNames.Select(name => block.Text(name)).FirstOrDefault(name => name is not null);
            if (group?.Replace(" ", "", StringComparison.Ordinal) is null or "P1" or "1") return [CifOperation.Parse("x,y,z")!];
            throw new BadInputException(path, $"the operations of space group {group} (_space_group_symop_operation_xyz)", "none listed");
        }
        return [.. texts.Select(token => CifOperation.Parse(token.Text) ?? throw new BadInputException($"{path} line {token.LineNumber}", "an operation such as -x, y+1/2, z", $"'{token.Text}'"))];
    }

    private static double Number(string path, CifToken token, string what) => CifBlock.Number(token.Text) ?? throw new BadInputException($"{path} line {token.LineNumber}", what, $"'{token.Text}'");

    private static string Element(string path, CifToken name) => SpecieNames.ElementOf(name.Text) ?? throw new BadInputException($"{path} line {name.LineNumber}", "an element", $"'{name.Text}'");
}
