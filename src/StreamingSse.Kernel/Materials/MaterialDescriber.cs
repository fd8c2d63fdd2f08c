using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Kernel.Materials;

/// <summary>Makes a <see cref="MaterialDescription"/> of what was read: pure, no state.</summary>
/// <remarks>López et al., Mater. Horiz. 2023, 10, 1757. Cost: the symmetry of the structure.</remarks>
public static class MaterialDescriber
{
    internal const string NoMobile = "no mobile specie is known: name it with --specie, or specie by hand";

    public static MaterialDescription Describe(MaterialInputs inputs, MaterialOptions options)
    {
        var lists = new MaterialLists(inputs);
        List<Inferred> inferred = [.. inputs.Inferred];
        List<string> warnings = [.. inputs.Warnings];
        string? mobile = Mobile(inputs, inferred, warnings);
        StructureDescriptors.Add(lists, inputs, options, mobile);
        AddElastic(lists, inputs, options);
        AddIon(lists, inputs, mobile);
        AddResponse(lists, inputs);
        lists.Miss("eVacancy", "never computed here: give eVacancy by hand");
        string? formula = StructureDescriptors.FormulaOf(inputs)?.Value.ToString() ?? FormulaText(inputs);
        return new MaterialDescription(inputs.Path, formula, mobile, lists.Values, lists.Words, lists.Missing, inferred, [.. warnings, .. lists.Warnings]);
    }

    private static string? FormulaText(MaterialInputs inputs) => inputs.Formula is { } said ? new ChemicalFormula([.. said.Value], 1).ToString() : null;

    private static string? Mobile(MaterialInputs inputs, List<Inferred> inferred, List<string> warnings)
    {
        string[] present = [.. inputs.Structure?.Value.AtomCounts.Keys ?? inputs.Formula?.Value.Keys ?? inputs.Born?.Value.Species.Distinct() ?? []];
        if (inputs.Mobile is { } said)
        {
            if (present.Length > 0 && !present.Contains(said.Value)) warnings.Add($"the mobile specie {said.Value} ({said.From}) is none of {string.Join(", ", present)}");
            return said.Value;
        }
        if (present.Length == 0) return null;
        MobileSpecies chosen = MobileSpecies.Infer(new AtomTable(present, new Dictionary<string, double>()));
        if (chosen.Names is not [var mobile]) return null;
        inferred.Add(new Inferred("mobile specie", mobile, chosen.Reason));
        if (chosen.Rivals.Count > 0) warnings.Add($"{string.Join(" and ", chosen.Rivals)} may be mobile as well as {mobile}; name what is meant: --specie {chosen.Rivals[0]}");
        return mobile;
    }

    private static void AddElastic(MaterialLists lists, MaterialInputs inputs, MaterialOptions options)
    {
        var list = new DescriptorList();
        double densityGPerCm3 = inputs.DensityGPerCm3?.Value ?? inputs.Structure?.Value.DensityGPerCm3 ?? double.NaN;
        if (inputs.Elastic is { } elastic) ElasticDescriptors.Add(list, elastic.Value, densityGPerCm3, options.Hardness, elastic.From);
        else ElasticDescriptors.Miss(list, inputs.Reasons.GetValueOrDefault("elastic", "no elastic tensor: no OUTCAR with one, no JSON, none by hand"));
        lists.AddAll(list);
    }

    private static void AddIon(MaterialLists lists, MaterialInputs inputs, string? mobile)
    {
        if (mobile is null)
        {
            foreach (string name in new[] { "zNominal", "zBorn", "mass", "alphaIon" }) lists.Miss(name, NoMobile);
            return;
        }
        lists.AddOr("zNominal", NominalCharge.OfE(mobile), $"table, formal charge of {mobile}", $"no formal charge of {mobile} in the table: give zNominal by hand");
        Elements.TryGetMassAmu(mobile, out double massAmu);
        lists.AddOr("mass", massAmu, $"table, IUPAC 2021 weight of {mobile}", $"{mobile} is no element");
        lists.AddOr("alphaIon", IonPolarisability.OfA3(mobile), $"table, Pauling 1927, {mobile}", $"no polarisability of {mobile} in the table: give alphaIon by hand");
        if (inputs.Born is { } born)
            lists.AddOr("zBorn", born.Value.MeanE(mobile), $"file, ⅓ Tr Z*, mean over {mobile}, {born.From}", $"{born.From}: no {mobile} among its ions");
        else lists.Miss("zBorn", inputs.Reasons.GetValueOrDefault("born", "no Born charges: no OUTCAR with LEPSILON or LCALCEPS"));
    }

    private static void AddResponse(MaterialLists lists, MaterialInputs inputs)
    {
        if (inputs.Epsilon is { } epsilon) lists.AddOr("epsilon", epsilon.Value, $"file, ⅓ Tr ε, {epsilon.From}", $"{epsilon.From}: not finite");
        else lists.Miss("epsilon", inputs.Reasons.GetValueOrDefault("epsilon", "no dielectric tensor: no OUTCAR with LEPSILON or LCALCEPS"));
        double e = lists["epsilon"], volumeA3 = lists["volume"];
        string lacking = double.IsNaN(e) ? double.IsNaN(volumeA3) ? "epsilon and volume" : "epsilon" : "volume";
        lists.AddOr("alphaCm", 3 * volumeA3 / (4 * Math.PI) * (e - 1) / (e + 2), "computed, Clausius–Mossotti from epsilon and volume", $"needs {lacking}");

        if (inputs.Modes is not { } modes)
            lists.Miss(MaterialDescriptors.GammaOptical, inputs.Reasons.GetValueOrDefault("modes", "no zone-centre phonons: no OUTCAR with IBRION 5 to 8"));
        else if (modes.Value.LowestOpticalMev < 0)
            lists.Miss(MaterialDescriptors.GammaOptical, FormattableString.Invariant($"{modes.From}: an optical mode is imaginary ({-modes.Value.LowestOpticalMev:0.###} meV): the structure is not stable"));
        else lists.AddOr(MaterialDescriptors.GammaOptical, modes.Value.LowestOpticalMev, $"file, lowest optical mode, {modes.From}", $"{modes.From}: no mode beside the acoustic ones");

        if (inputs.GapEv is { } gap) lists.AddOr("gap", gap.Value, $"file, {gap.From}", $"{gap.From}: no empty band");
        else lists.Miss("gap", inputs.Reasons.GetValueOrDefault("gap", "no bands: no OUTCAR or EIGENVAL"));
    }
}
