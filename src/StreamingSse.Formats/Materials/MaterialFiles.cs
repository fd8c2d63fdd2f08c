using StreamingSse.Formats.Dft;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Structures;
using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Materials;

/// <summary>Reads what files say of one material; of two files that say the same thing the first counts.</summary>
public sealed class MaterialFiles
{
    private readonly Dictionary<string, string> _reasons = [];
    private readonly List<Inferred> _inferred = [];
    private readonly List<string> _warnings = [];
    private MaterialInputs _inputs;

    private MaterialFiles(string path) => _inputs = new MaterialInputs(path);

    /// <param name="path">What stands for the material in messages.</param>
    /// <param name="files">Structures first: see <see cref="InFolder"/>. One that is broken costs what it alone could give, and a warning.</param>
    public static MaterialInputs Read(string path, IReadOnlyList<string> files)
    {
        var read = new MaterialFiles(path);
        foreach (string file in files)
        {
            try
            {
                read.ReadFile(file);
            }
            catch (BadInputException bad)
            {
                read.Refuse(file, bad);
            }
        }
        return read._inputs with { Reasons = read._reasons, Inferred = read._inferred, Warnings = read._warnings };
    }

    /// <summary>The files of a folder that may describe its material: CIF, POSCAR, CONTCAR, JSON, OUTCAR, vasprun.xml, EIGENVAL, and extended xyz where there is no other structure.</summary>
    public static IReadOnlyList<string> InFolder(string folder)
    {
        string[] all = Beside.Files(Path.Combine(folder, "x"));
        List<string> found = [.. Matching(".cif", ".cif.gz"), .. Starting("POSCAR"), .. Starting("CONTCAR"), .. Matching(".vasp", ".poscar")];
        if (found.Count == 0) found.AddRange(Matching(".extxyz", ".xyz").Where(StructureFile.IsPure));
        return [.. found, .. Matching(".json").Where(MayDescribe), .. Starting("OUTCAR"), .. Starting("vasprun"), .. Starting("EIGENVAL")];

        IEnumerable<string> Starting(string name) => all.Where(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));
        IEnumerable<string> Matching(params string[] ends) => all.Where(file => ends.Any(end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool MayDescribe(string json)
    {
        if (Path.GetFileName(json).StartsWith("sse-", StringComparison.Ordinal)) return false;
        string head = TextFile.Head(json);
        return head.Contains("elastic", StringComparison.OrdinalIgnoreCase) || head.Contains("\"lattice\"", StringComparison.Ordinal);
    }

    private void ReadFile(string file)
    {
        if (!File.Exists(file)) throw new BadInputException(file, "a file", "none there");
        string name = Path.GetFileName(file), head = TextFile.Head(file);
        if (name.StartsWith("EIGENVAL", StringComparison.Ordinal)) ReadBands(file, name);
        else if (head.TrimStart().StartsWith('{')) ReadJson(file, name);
        else if (TrajectorySniffer.Format(head) == TrajectoryFormat.Outcar) ReadOutcar(file, name);
        else if (_inputs.Structure is { } taken) _inferred.Add(new Inferred("structure", taken.From, $"{name} is not used for it"));
        else TakeStructure(StructureFile.Read(file), name);
    }

    private void ReadBands(string file, string name)
    {
        bool isHot = Beside.File(file, "INCAR") is { } incar && Incar.Read(incar).Number("IBRION") == 0;
        if (isHot) _reasons.TryAdd("gap", $"{name}: of a molecular-dynamics run (IBRION = 0), which is not used: it describes a hot supercell");
        else TakeGap(EigenvalFile.ReadGapEv(file), name);
    }

    private void ReadJson(string file, string name)
    {
        Sourced<ElasticTensor>? elastic = ElasticJson.Read(file);
        if (elastic is not null && _inputs.Elastic is null) _inputs = _inputs with { Elastic = elastic with { From = $"{name}: {elastic.From}" } };
        StructureReading? structure;
        using (var document = JsonFile.Open(file)) structure = PymatgenStructure.Find(file, document.RootElement);
        if (structure is not null) TakeStructure(structure, name);
        if (elastic is null && structure is null) _warnings.Add($"{file}: neither an elastic tensor nor a structure was found in it");
    }

    private void ReadOutcar(string file, string name)
    {
        OutcarReading read = OutcarResponse.Read(file);
        _warnings.AddRange(read.Rejected);
        _inputs = _inputs with
        {
            Elastic = _inputs.Elastic ?? (read.Elastic is { } elastic ? elastic with { From = $"{name}: {elastic.From}" } : null),
            Born = _inputs.Born ?? (read.Born is { } born ? new(born, name) : null),
            Epsilon = _inputs.Epsilon ?? (read.Dielectric is { } e ? new((e[0] + e[4] + e[8]) / 3, FormattableString.Invariant($"{name}: ion-clamped, {e[0]:0.###} {e[4]:0.###} {e[8]:0.###}")) : null),
            Modes = _inputs.Modes ?? (read.Modes is { } modes ? new(modes, $"{name}: {modes.EnergyMev.Count} zone-centre modes") : null),
        };
        if (read.GapEv is { } gap) TakeGap(gap, name);
        foreach ((string part, string reason) in read.Reasons) _reasons.TryAdd(part, $"{name}: {reason}");
        if (_inputs.Structure is null) TakeStructure(StructureFile.Read(file), name);
        if (read.Modes is not null && _inputs.Structure?.From == name && double.IsFinite(read.Modes.LowestOpticalMev)) WarnOfFoldedModes(name);
    }

    // A supercell folds modes of its own zone boundary onto its centre.
    private void WarnOfFoldedModes(string name)
    {
        CrystalStructure structure = _inputs.Structure!.Value;
        if (OverlappingSites.Find(structure) is not null) return;
        if (SymmetryFinder.Find(structure, new MaterialOptions().ToleranceA)?.PrimitiveSiteCount is not { } primitive) return;
        if (primitive < structure.Sites.Count) _warnings.Add($"{name}: its cell holds {structure.Sites.Count / primitive} primitive cells, so that its lowest mode need not be one of the zone centre");
    }

    private void TakeGap(Sourced<double> gap, string name)
    {
        if (_inputs.GapEv is null) _inputs = _inputs with { GapEv = gap with { From = $"{name}: {gap.From}" } };
    }

    private void TakeStructure(StructureReading read, string name)
    {
        if (_inputs.Structure is not null) return;
        _inputs = _inputs with { Structure = new(read.Structure, name), FormulaUnits = read.FormulaUnits is double units ? new(units, $"file, {name}") : null };
        foreach (string note in read.Notes) _warnings.Add($"{name}: {note}");
    }

    private void Refuse(string file, BadInputException bad)
    {
        _warnings.Add(bad.Message);
        string name = Path.GetFileName(file);
        string[] parts = name.StartsWith("EIGENVAL", StringComparison.Ordinal) ? ["gap"]
            : name.StartsWith("OUTCAR", StringComparison.Ordinal) ? ["elastic", "born", "epsilon", "modes", "gap"]
            : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ["elastic"] : ["structure"];
        foreach (string part in parts) _reasons.TryAdd(part, bad.Message);
    }
}
