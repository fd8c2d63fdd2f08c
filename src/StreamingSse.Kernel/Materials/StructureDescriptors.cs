using StreamingSse.Kernel.Structure;

namespace StreamingSse.Kernel.Materials;

/// <summary>Descriptors that the structure alone gives.</summary>
internal static class StructureDescriptors
{
    /// <summary>Larger formula units are those of cells with vacancies or substitutions: Na47P16S64.</summary>
    private const double MostAtomsOfAFormula = 40;

    private const int FewestOfASupercell = 32;
    private const double MostMisfit = 0.02;

    private static readonly string[] OfTheCell = ["aMin", "abcSpread", "angleSpread", "symmetryOps"];
    private static readonly string[] OfTheFormula = ["formulaUnits", "volume"];
    private static readonly string[] OfTheIon = ["neighbours", "dNn"];
    private static readonly string[] All = [.. OfTheCell, .. OfTheFormula, .. OfTheIon, MaterialDescriptors.Stoichiometric, MaterialDescriptors.CrystalSystem];

    public static void Add(MaterialLists lists, MaterialInputs inputs, MaterialOptions options, string? mobile)
    {
        if (inputs.Structure is not { } read)
        {
            string reason = inputs.Reasons.GetValueOrDefault("structure", "no structure: no POSCAR, CONTCAR, CIF or extxyz");
            Miss(lists, reason, All);
            return;
        }
        if (OverlappingSites.Find(read.Value) is { } overlap)
        {
            Miss(lists, $"{read.From}: {overlap.Words(read.Value)}", All);
            return;
        }
        if (OverlappingSites.FindPartial(read.Value) is { } partial) lists.Warn($"{read.From}: {partial.Words(read.Value)}, partly occupied, and more than one together");
        if (SymmetryFinder.Find(read.Value, options.ToleranceA) is not { } symmetry)
        {
            Miss(lists, FormattableString.Invariant($"{read.From}: expected sites of a kind that lie further apart than {options.ToleranceA} Å (--tolerance-a), got some on each other: no symmetry is found"), All);
            return;
        }
        if (symmetry.OperationCount == 1 && read.Value.Sites.Count >= FewestOfASupercell)
            lists.Warn($"{read.From}: no symmetry at all in {read.Value.Sites.Count} sites: atoms that were moved, as in a hot supercell? Describe the unmoved crystal, or widen --tolerance-a");
        AddCell(lists, symmetry, options, read.From);
        AddFormula(lists, inputs, symmetry, read);
        AddIon(lists, read, mobile);
    }

    private static void AddCell(MaterialLists lists, CrystalSymmetry symmetry, MaterialOptions options, string from)
    {
        ConventionalCell cell = symmetry.Conventional;
        string computed = FormattableString.Invariant($"computed, conventional cell of {from}, within {symmetry.ToleranceA:0.####} Å");
        double scale = options.StandardDeviation ? Math.Sqrt(1.0 / 3) : 1;
        lists.Add("aMin", Math.Min(cell.AA, Math.Min(cell.BA, cell.CA)), computed);
        lists.Add("abcSpread", scale * Spread(cell.AA, cell.BA, cell.CA), computed);
        lists.Add("angleSpread", scale * Spread(cell.AlphaDegrees, cell.BetaDegrees, cell.GammaDegrees), computed);
        lists.Add("symmetryOps", symmetry.OperationCount, computed);
        lists.Add(MaterialDescriptors.CrystalSystem, symmetry.System.ToString().ToLowerInvariant(), computed);
    }

    private static void AddFormula(MaterialLists lists, MaterialInputs inputs, CrystalSymmetry symmetry, Sourced<CrystalStructure> read)
    {
        double conventionalPerRead = symmetry.Conventional.VolumeA3 / read.Value.Cell.VolumeA3;
        if (FormulaOf(inputs) is { } formula)
        {
            if (formula.Value.AtomCount > MostAtomsOfAFormula && !read.Value.IsOrdered)
                lists.Warn($"{read.From}: a formula unit of {formula.Value.AtomCount:0.#} atoms ({formula.From}): give formula by hand if one is smaller");
            if (Misfit(formula.Value, read.Value) is { } specie) lists.Warn($"{formula.From}: {formula.Value} does not fit the composition of {read.From}: compare {specie}");
            lists.Add("formulaUnits", formula.Value.UnitCount * conventionalPerRead, $"{formula.From}, of {formula.Value} in the conventional cell of {read.From}");
            lists.Add("volume", read.Value.Cell.VolumeA3 / formula.Value.UnitCount, $"computed, per {formula.Value}, {read.From}");
        }
        else Miss(lists, $"{read.From}: partly occupied sites leave the formula unit open: give formula by hand", OfTheFormula);

        bool isOrdered = read.Value.IsOrdered;
        double atoms = ChemicalFormula.Smallest(read.Value.AtomCounts)?.AtomCount ?? double.NaN;
        bool isSmall = atoms <= MostAtomsOfAFormula;
        string why = !isOrdered ? "sites are partly occupied" : isSmall ? "every site is filled" : $"the smallest formula has {atoms} atoms, more than {MostAtomsOfAFormula}";
        lists.Add(MaterialDescriptors.Stoichiometric, isOrdered && isSmall ? "true" : "false", $"computed, {read.From}: {why}");
    }

    /// <summary>By hand, else the smallest whole one, else what the structure's file says of its cell.</summary>
    public static Sourced<ChemicalFormula>? FormulaOf(MaterialInputs inputs)
    {
        if (inputs.Structure?.Value.AtomCounts is not { } counts) return null;
        if (inputs.Formula is { } said)
        {
            double units = counts.Values.Sum() / said.Value.Values.Sum();
            return new(new ChemicalFormula([.. said.Value], units), said.From);
        }
        if (ChemicalFormula.Smallest(counts) is { } smallest) return new(smallest, "computed");
        return inputs.FormulaUnits is { } stated ? new(ChemicalFormula.Divided(counts, stated.Value), stated.From) : null;
    }

    // The specie whose share differs by more than a vacancy or rounding would; null where all fit.
    private static string? Misfit(ChemicalFormula formula, CrystalStructure structure)
    {
        double total = structure.AtomCounts.Values.Sum();
        return structure.AtomCounts.Keys.Union(formula.Atoms.Select(atom => atom.Key)).FirstOrDefault(specie =>
            Math.Abs(structure.AtomCounts.GetValueOrDefault(specie) / total - formula.Atoms.FirstOrDefault(atom => atom.Key == specie).Value / formula.AtomCount) > MostMisfit);
    }

    private static void AddIon(MaterialLists lists, Sourced<CrystalStructure> read, string? mobile)
    {
        if (mobile is null)
        {
            Miss(lists, MaterialDescriber.NoMobile, OfTheIon);
            return;
        }
        MobileSurroundings around = MobileSurroundings.Of(read.Value, mobile);
        if (double.IsNaN(around.NearestA)) Miss(lists, $"{read.From}: no {mobile} there", OfTheIon);
        else
        {
            lists.Add("dNn", around.NearestA, $"computed, mean over {mobile} sites, {read.From}");
            lists.Add("neighbours", around.Neighbours, $"computed, within 1.1·d_nn of {mobile}, {read.From}");
        }
    }

    private static void Miss(MaterialLists lists, string reason, IEnumerable<string> names)
    {
        foreach (string name in names) lists.Miss(name, reason);
    }

    // López et al. 2023 divide by no N.
    private static double Spread(double x, double y, double z)
    {
        double mean = (x + y + z) / 3;
        return Math.Sqrt((x - mean) * (x - mean) + (y - mean) * (y - mean) + (z - mean) * (z - mean));
    }
}
