using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Structure;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Materials;

/// <summary>What was written by hand about a material, in files named sse-material.conf or .json that hold for their folder and all below it.</summary>
/// <param name="Files">More files to read, as full paths.</param>
public sealed record MaterialAnswers(MaterialInputs Values, IReadOnlyList<string> Files)
{
    public const string FileName = "sse-material.conf", JsonName = "sse-material.json";

    private const double Largest = 1e9;

    /// <summary>Gathers what is said in the folder of a path and in those above it; the nearest wins.</summary>
    public static MaterialAnswers FindFor(string path)
    {
        string full = Path.GetFullPath(path);
        var found = new Stack<string>();
        string? folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full);
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            foreach (string name in new[] { FileName, JsonName })
                if (File.Exists(Path.Combine(folder, name))) found.Push(Path.Combine(folder, name));
        return Read(found);
    }

    /// <param name="files">The last wins.</param>
    public static MaterialAnswers Read(IEnumerable<string> files)
    {
        var builder = new ConfigurationBuilder();
        foreach (string file in files) builder.AddHoconFile(file);
        ConfigSection root = ConfigSection.Root(builder.Build());
        ConfigSection material = root.Section("material");
        string By(string key) => $"hand, {ShortOrigin(material.Origin(key))}";
        ConfigSection descriptors = material.Section("descriptors");
        var values = new MaterialInputs("")
        {
            Formula = material.Has("formula") ? new(ReadFormula(material), By("formula")) : null,
            Mobile = material.Has("specie") ? new(material.Text("specie"), By("specie")) : null,
            DensityGPerCm3 = material.Has("density-g-per-cm3") ? new(material.Number("density-g-per-cm3", 1e-3, 100), By("density-g-per-cm3")) : null,
            Elastic = material.Has("elastic-gpa") ? new(ReadTensor(material), By("elastic-gpa")) : null,
            ByHand = MaterialDescriptors.All.Where(name => !MaterialDescriptors.IsCategory(name) && descriptors.Has(name))
                .ToDictionary(name => name, name => new Sourced<double>(descriptors.Number(name, -Largest, Largest), $"hand, {ShortOrigin(descriptors.Origin(name))}")),
            WordsByHand = Words(descriptors),
        };
        IReadOnlyList<string> more = material.Has("files") ? material.Texts("files") : [];
        string[] paths = [.. more.Select(file => Path.GetFullPath(Path.Combine(FolderOf(material.Origin("files")), file)))];
        root.RefuseUnknown();
        return new MaterialAnswers(values, paths);
    }

    /// <summary>What was read from files, with what was said by hand in its place.</summary>
    public MaterialInputs Over(MaterialInputs read) => read with
    {
        Formula = Values.Formula,
        Mobile = Values.Mobile,
        DensityGPerCm3 = Values.DensityGPerCm3,
        Elastic = Values.Elastic ?? read.Elastic,
        ByHand = Values.ByHand,
        WordsByHand = Values.WordsByHand,
    };

    private static Dictionary<string, Sourced<string>> Words(ConfigSection descriptors)
    {
        var words = new Dictionary<string, Sourced<string>>();
        string By(string name) => $"hand, {ShortOrigin(descriptors.Origin(name))}";
        if (descriptors.Has(MaterialDescriptors.Stoichiometric))
            words[MaterialDescriptors.Stoichiometric] = new(descriptors.Flag(MaterialDescriptors.Stoichiometric) ? "true" : "false", By(MaterialDescriptors.Stoichiometric));
        if (descriptors.Has(MaterialDescriptors.CrystalSystem))
            words[MaterialDescriptors.CrystalSystem] = new(descriptors.Choice<CrystalSystem>(MaterialDescriptors.CrystalSystem).ToString().ToLowerInvariant(), By(MaterialDescriptors.CrystalSystem));
        return words;
    }

    private static IReadOnlyDictionary<string, double> ReadFormula(ConfigSection material) =>
        ChemicalFormula.Parse(material.Text("formula")) ?? throw material.Bad("formula", "a formula such as Li6.4La3Zr1.4Ta0.6O12");

    private static ElasticTensor ReadTensor(ConfigSection material)
    {
        double[] stiffnessGpa = material.Numbers("elastic-gpa");
        return ElasticTensor.Refusal(stiffnessGpa) is { } wrong ? throw new BadInputException($"{material.Origin("elastic-gpa")} material.elastic-gpa", "a 6 × 6 elastic tensor, rows xx yy zz yz xz xy", wrong) : new ElasticTensor(stiffnessGpa);
    }

    // 'FILE line 3' → its last part.
    private static string ShortOrigin(string origin) => Path.GetFileName(origin);

    private static string FolderOf(string origin) => Path.GetDirectoryName(origin) ?? ".";
}
