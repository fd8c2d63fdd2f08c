using StreamingSse.Formats.Structures;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Tests.Structures;

public sealed class StructureFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-structure").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rock salt\n1.0\n4 0 0\n0 4 0\n0 0 8\nNa Cl\n1 1\nDirect\n0 0 0\n0.5 0.25 0.125\n")]
    [InlineData("scaled\n2.0\n2 0 0\n0 2 0\n0 0 4\nNa_pv Cl/1f3a\n1 1\nDirect\n0 0 0\n0.5 0.25 0.125 Cl\n")]
    [InlineData("by volume\n-128\n1 0 0\n0 1 0\n0 0 2\nNa Cl\n1 1\nSelective dynamics\nCartesian\n0 0 0 T T T\n0.5 0.25 0.25 F F F\n")]
    [InlineData("three scales\n4 4 8\n1 0 0\n0 1 0\n0 0 1\nNa Cl\n1 1\nDirect\n0 0 0\n0.5 0.25 0.125\n\n0 0 0\n0 0 0\n")]
    [InlineData("Na Cl\n4.0\n1 0 0\n0 1 0\n0 0 2\n1 1\nDirect\n0 0 0\n0.5 0.25 0.125\n")]
    public void A_POSCAR_means_the_same_however_it_is_written(string text)
    {
        CrystalStructure read = Read("POSCAR", text).Structure;
        Assert.Equal((4.0, 4.0, 8.0), (read.Cell.AxA, read.Cell.ByA, read.Cell.CzA));
        Assert.Equal(["Na", "Cl"], read.Sites.Select(site => site.Identity));
        Assert.Equal((0.5, 0.25, 0.125), (read.Sites[1].A, read.Sites[1].B, read.Sites[1].C));
    }

    [Theory]
    [InlineData("x\n1\n4 0 0\n0 4 0\n0 0 8\nNa Cl\n1 1\nDirect\n0 0 0\n0.5 0.5\n", "line 10: expected the position of an atom, got '0.5 0.5'")]
    [InlineData("x\n1\n4 0 0\n0 4 0\n0 0 8\nNa Cl\n1 1\nDirect\n0 0 0", "expected a line 10, got 9 lines")]
    [InlineData("x\n1\n4 0 0\n8 0 0\n0 0 8\nNa Cl\n1 1\nDirect\n0 0 0\n0 0 0\n", "expected three edges that span a volume, got 0 Å³")]
    [InlineData("x\n1\n4 0 0\n0 4 0\n0 0 8\nNa Qx\n1 1\nDirect\n0 0 0\n0 0 0\n", "expected elements, got 'Qx'")]
    [InlineData("x\n1\n4 0 0\n0 4 0\n0 0 8\n1 1\nDirect\n0 0 0\n0 0 0\n", "expected names of species")]
    public void A_broken_POSCAR_is_told_where_and_how(string text, string words) =>
        Assert.Contains(words, Assert.Throws<BadInputException>(() => Read("POSCAR", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_CIF_spreads_its_atoms_by_the_operations_and_keeps_partial_occupancies()
    {
        StructureReading read = Read("x.cif", """
            # comment
            data_one
            _cell_length_a 4.000(2)
            _cell_length_b 4.0
            _cell_length_c 6.0
            _cell_angle_alpha 90
            _cell_angle_beta 90
            _cell_angle_gamma 90
            _cell_formula_units_Z 2
            _chemical_name_common
            ;
            a name with 'quotes' and _no_names
            ;
            loop_
            _space_group_symop_operation_xyz
            'x, y, z' '-x, -y, z' 'x+1/2, y+1/2, 1/2+z' "1/2-x, 0.5-y, z+1/2"
            loop_
            _atom_site_label _atom_site_type_symbol
            _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_occupancy
            Na1 Na+ 0.25 0.1 0 0.5
            Zr1 Zr4+ 0 0 0.25 0.70
            Ta1 Ta5+ 0 0 0.25 0.30
            O1 . 0.001 0.0 0.5 ?
            """);
        Assert.Equal(2, read.FormulaUnits);
        // Na on a general position (4 images), the metals on an axis (2), oxygen near it within the file's rounding (2).
        Assert.Equal(["Na250", "Na250", "Na250", "Na250", "O", "O", "Ta150+Zr350", "Ta150+Zr350"], read.Structure.Sites.Select(site => site.Identity).Order());
        Assert.Equal(0.7, read.Structure.Sites.First(site => site.OccupancyOf("Zr") > 0).OccupancyOf("Zr"));
        CrystalSite oxygen = read.Structure.Sites.First(site => site.Identity == "O");
        Assert.Equal(0, oxygen.A - Math.Round(oxygen.A), tolerance: 1e-12); // the mean of 0.001 and −0.001
        Assert.Equal(4, read.Structure.Cell.AxA);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("1", 1)]
    [InlineData("?", 1)]
    public void Images_near_each_other_are_one_unless_the_file_counts_them(string multiplicity, int sites)
    {
        string text = "data_x\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\nloop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z' '-x,y,z'\nloop_\n_atom_site_label\n_atom_site_symmetry_multiplicity\n"
            + $"_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\nLi1 {multiplicity} 0.005 0 0 0.3\n";
        Assert.Equal(sites, Read("x.cif", text).Structure.Sites.Count); // 0.04 Å apart
    }

    [Theory]
    [InlineData("'x, y, z' '-x, y", "a closing '")]
    [InlineData("'x, y, q'", "an operation such as -x, y+1/2, z, got 'x, y, q'")]
    public void A_broken_CIF_is_told_where_and_how(string operations, string words)
    {
        string text = $"data_x\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\nloop_\n_symmetry_equiv_pos_as_xyz\n{operations}\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa1 0 0 0\n";
        string message = Assert.Throws<BadInputException>(() => Read("x.cif", text)).Message;
        Assert.Contains("line 7", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Na1 0 0", "rows of 4 values in this loop, got 3 values")]
    [InlineData("Qq1 0 0 0", "expected an element, got 'Qq1'")]
    [InlineData("Na1 0 zero 0", "expected a coordinate, got 'zero'")]
    [InlineData("Na1 ? ? ?", "expected an atom with a position, got none")]
    public void A_broken_atom_of_a_CIF_is_told(string atom, string words)
    {
        string text = $"data_x\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n{atom}\n";
        Assert.Contains(words, Assert.Throws<BadInputException>(() => Read("x.cif", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_space_group_without_its_operations_is_no_structure()
    {
        const string text = "data_x\n_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\n_symmetry_space_group_name_H-M 'F m -3 m'\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa1 0 0 0\n";
        Assert.Contains("the operations of space group F m -3 m", Assert.Throws<BadInputException>(() => Read("x.cif", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extended_xyz_is_a_structure_where_it_has_a_lattice()
    {
        CrystalStructure read = Read("x.xyz", "2\nLattice=\"4 0 0 0 4 0 0 0 8\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\nNa 0 0 0\nCl 2 1 1\n").Structure;
        Assert.Equal((0.5, 0.25, 0.125), (read.Sites[1].A, read.Sites[1].B, read.Sites[1].C));
        Assert.Contains("a crystal needs a cell", Assert.Throws<BadInputException>(() => Read("y.xyz", "2\nplain\nNa 0 0 0\nCl 2 1 1\n")).Message, StringComparison.Ordinal);
    }

    [DataFact]
    public void The_published_disordered_phase_has_the_atoms_its_CIF_counts()
    {
        CrystalStructure read = StructureFile.Read(SharedData.Path("published", "na3ps4_pmg", "cNa3PS4.cif")).Structure;
        Assert.Equal((48, 16, 64), (read.AtomCounts["Na"], read.AtomCounts["P"], read.AtomCounts["S"]));
        Assert.Equal(2810.34969039, read.Cell.VolumeA3, tolerance: 1e-4); // angles of eight decimals
    }

    private StructureReading Read(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return StructureFile.Read(path);
    }
}
