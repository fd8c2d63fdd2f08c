using System.Text.Json;

namespace StreamingSse.Host.Tests;

/// <summary><c>sse describe</c> as a user has it.</summary>
public sealed class DescribeTests : IDisposable
{
    private const string Fluorite = "CaF2\n5.46\n0 0.5 0.5\n0.5 0 0.5\n0.5 0.5 0\nCa F\n1 2\nDirect\n0 0 0\n0.25 0.25 0.25\n0.75 0.75 0.75\n";
    private const string Stiff = """{"elastic_tensor": [[165,46,46,0,0,0],[46,165,46,0,0,0],[46,46,165,0,0,0],[0,0,0,34,0,0],[0,0,0,0,34,0],[0,0,0,0,0,34]]}""";

    // Two sites of Li, 0.4 filled, on one place.
    internal const string TwiceLi = """
        {"@module":"pymatgen.core.structure","@class":"Structure","lattice":{"matrix":[[4,0,0],[0,4.2,0],[0,0,4.4]]},"sites":[
        {"species":[{"element":"Li","occu":0.4}],"abc":[0.1,0.2,0.3]},{"species":[{"element":"Li","occu":0.4}],"abc":[0.1,0.2,0.3]}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sse-describe").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_is_one_material_and_every_descriptor_has_a_value_or_a_reason()
    {
        Write("POSCAR", Fluorite);
        Write("elastic.json", Stiff);
        JsonElement material = await MaterialAsync(_folder);
        Assert.Equal(("CaF2", "F"), (material.At("formula").GetString(), material.At("mobile").GetString()));
        Assert.Equal(192, Value(material, "symmetryOps"));
        Assert.Equal("cubic", material.At("descriptors", "crystalSystem", "value").GetString());
        Assert.Equal((165 + 2 * 46) / 3.0, Value(material, "B"), 1e-10);
        Assert.Equal(46 - 34, Value(material, "cauchy"), 1e-10);
        // √((B + 4G/3)/ρ), ρ = 4 CaF₂ in 5.46³ Å³.
        double density = 4 * (40.078 + 2 * 18.998) * 1.66053906660 / Math.Pow(5.46, 3);
        Assert.Equal(1000 * Math.Sqrt(Value(material, "pWave") / density), Value(material, "vL"), 1e-6);
        Assert.Equal(32, material.At("descriptors").EnumerateObject().Count() - 1 + material.At("descriptors", "missing").EnumerateObject().Count());
        Assert.Equal("no bands: no OUTCAR or EIGENVAL", material.At("descriptors", "missing", "gap").GetString());
    }

    [Fact]
    public async Task What_was_written_by_hand_wins_and_is_inherited_down_the_tree()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "600K"));
        Write("sse-material.conf", "material {\n  specie = Ca\n  density-g-per-cm3 = 3\n  descriptors { gap = 11.8, stoichiometric = false, aMin = 5 }\n}\n");
        Write("600K/sse-material.json", """{ "material": { "descriptors": { "gap": 12.1 } } }""");
        Write("600K/POSCAR", Fluorite);
        JsonElement material = await MaterialAsync(Path.Combine(_folder, "600K"));
        Assert.Equal("Ca", material.At("mobile").GetString());
        Assert.Equal(12.1, Value(material, "gap"));
        Assert.Equal(5, Value(material, "aMin"));
        Assert.StartsWith("hand, sse-material.json:1", material.At("descriptors", "gap", "from").GetString(), StringComparison.Ordinal);
        Assert.Equal("false", material.At("descriptors", "stoichiometric", "value").GetString());
        Assert.Equal(2, Value(material, "zNominal"));
    }

    [Fact]
    public async Task A_tensor_a_formula_and_more_files_can_be_given_by_hand()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "run"));
        Write("crystal.vasp", Fluorite);
        Write("run/sse-material.conf", """
            material {
              formula = Ca2F4, files = ["../crystal.vasp"]
              elastic-gpa = [[165,46,46,0,0,0], [46,165,46,0,0,0], [46,46,165,0,0,0], [0,0,0,34,0,0], [0,0,0,0,34,0], [0,0,0,0,0,34]]
            }
            """);
        JsonElement material = await MaterialAsync(Path.Combine(_folder, "run"));
        Assert.Equal((165 + 2 * 46) / 3.0, Value(material, "B"), 1e-10);
        Assert.Contains("(hand, sse-material.conf:3", material.At("descriptors", "B", "from").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Ca2F4", 2), (material.At("formula").GetString(), Value(material, "formulaUnits")));
        Assert.Equal(Math.Pow(5.46, 3) / 2, Value(material, "volume"), 1e-9);
    }

    [Fact]
    public async Task What_looks_wrong_is_warned_of()
    {
        var dice = new Random(1);
        string hot = "hot\n1\n12 0 0\n0 12 0\n0 0 12\nLi O\n27 27\nDirect\n" + string.Concat(Enumerable.Range(0, 54).Select(i =>
            FormattableString.Invariant($"{(i / 27 * 0.5 + i % 3 + dice.NextDouble() / 9) / 3:F6} {(i / 3 % 3 + dice.NextDouble() / 9) / 3:F6} {(i / 9 % 3 + dice.NextDouble() / 9) / 3:F6}\n")));
        Write("POSCAR", hot);
        Write("sse-material.conf", "material { formula = Li2O }");
        string warnings = (await MaterialAsync(_folder)).At("warnings").ToString();
        Assert.Contains("no symmetry at all in 54 sites", warnings, StringComparison.Ordinal);
        Assert.Contains("Li2O does not fit the composition of POSCAR: compare Li", warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("material { descriptors { bandGap = 3 } }", "descriptors.bandGap: expected one of")]
    [InlineData("material { descriptors { gap = 3 eV } }", "descriptors.gap: expected a number")]
    [InlineData("material { formula = Qq2 }", "material.formula: expected a formula")]
    [InlineData("material { elastic-gpa = [1, 2, 3] }", "material.elastic-gpa: expected a 6 × 6 elastic tensor")]
    public async Task A_wrong_hand_is_stopped_with_file_line_and_key(string text, string words)
    {
        Write("POSCAR", Fluorite);
        Write("sse-material.conf", text);
        Sse run = await Sse.RunAsync("describe", _folder);
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("sse-material.conf:1", run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POSCAR", "Na\n1\n4 0 0\n0 4 0\n0 0 4\nNa\n2\nDirect\n0 0 0\n0.01 0 0\n", "symmetryOps", "atoms overlap: Na (atom 1) and Na (atom 2) lie 0.04 Å apart")]
    [InlineData("POSCAR", "Na\n1\n1e-9 0 0\n0 4 0\n0 0 4\nNa\n2\nDirect\n0 0 0\n0.5 0.5 0.5\n", "aMin", "the cell is flat: Na (atom 1) and its own image lie within 1e-9 Å of each other")]
    [InlineData("twice.json", TwiceLi, "symmetryOps", "twice.json: expected sites of a kind that lie further apart than 0.01 Å")]
    [InlineData("POSCAR", "Xx\n1\n4 0 0\n0 4 0\n0 0 4\nXx\n1\nDirect\n0 0 0\n", "volume", "expected elements, got 'Xx'")]
    [InlineData("a.cif", "data_x\n_cell_length_a 4\nloop_\n_atom_site_fract_x\n", "dNn", "expected a data block with _atom_site_fract_x")]
    [InlineData("elastic.json", """{"elastic_tensor": [[1,2,0,0,0,0],[2,1,0,0,0,0],[0,0,1,0,0,0],[0,0,0,1,0,0],[0,0,0,0,1,0],[0,0,0,0,0,1]]}""", "B", "is not positive definite: an eigenvalue is -1 GPa")]
    [InlineData("EIGENVAL", "nonsense\n", "gap", "expected four numbers")]
    public async Task Bad_input_costs_what_it_alone_could_give_in_clear_words(string file, string text, string descriptor, string words)
    {
        Write(file, text);
        Write("sse-material.conf", "material { specie = Na, descriptors { eVacancy = 0.7 } }");
        JsonElement material = await MaterialAsync(_folder);
        Assert.Contains(words, material.At("descriptors", "missing", descriptor).GetString(), StringComparison.Ordinal);
        Assert.Equal(0.7, Value(material, "eVacancy"));
        Assert.Equal(1, Value(material, "zNominal"));
    }

    [Fact]
    public async Task Structures_alone_are_a_material_each_and_out_holds_files()
    {
        string first = Write("a.vasp", Fluorite), second = Write("b.vasp", Fluorite.Replace("Ca F", "Sr Cl", StringComparison.Ordinal));
        string results = Path.Combine(_folder, "results");
        Sse run = await Sse.RunAsync("describe", first, second, "--out", results);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("SrCl2, mobile Cl", run.Output, StringComparison.Ordinal);
        Assert.Equal(1 + 2 * 32, (await File.ReadAllLinesAsync(Path.Combine(results, "describe.csv"))).Length);
        Assert.Equal(2, JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(results, "describe.json"))).RootElement.At("materials").GetArrayLength());
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        Sse run = await Sse.RunAsync("describe", Path.Combine(_folder, "nowhere"));
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("nowhere: expected a file or folder, got none there", run.Error, StringComparison.Ordinal);
    }

    [DataFact]
    public async Task Aluminium_nitride_has_its_published_values()
    {
        JsonElement material = await MaterialAsync(SharedData.Path("published", "elastic", "OUTCAR.JVASP-39.AlN-dfpt"), "--specie", "Al");
        Assert.Equal(29.856283, Value(material, "gammaOptical"), 1e-9);
        Assert.Equal((4.372349 + 4.372350 + 4.572975) / 3, Value(material, "epsilon"), 1e-12);
        Assert.Contains("4.372 4.372 4.573", material.At("descriptors", "epsilon", "from").GetString(), StringComparison.Ordinal);
        Assert.Equal(("hexagonal", 12, 2), (material.At("descriptors", "crystalSystem", "value").GetString(), Value(material, "symmetryOps"), Value(material, "formulaUnits")));
        Assert.Equal(42.60 / 2, Value(material, "volume"), 5e-3); // 'volume of cell : 42.60'
    }

    private static double Value(JsonElement material, string name) => material.At("descriptors", name, "value").GetDouble();

    private static async Task<JsonElement> MaterialAsync(params string[] arguments)
    {
        Sse run = await Sse.RunAsync(["describe", .. arguments, "--json"]);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.At("materials")[0];
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
