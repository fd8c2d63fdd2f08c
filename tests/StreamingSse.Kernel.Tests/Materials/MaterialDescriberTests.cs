using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Kernel.Tests.Materials;

public sealed class MaterialDescriberTests
{
    private static readonly (double, double, double)[] FaceCentred = [(0, 0, 0), (0.5, 0.5, 0), (0.5, 0, 0.5), (0, 0.5, 0.5)];

    [Fact]
    public void Every_descriptor_is_either_there_or_missing_with_a_reason()
    {
        foreach (MaterialInputs inputs in new[] { new MaterialInputs("nothing"), Fluorite(), Fluorite() with { Mobile = new("F", "hand") } })
        {
            MaterialDescription told = MaterialDescriber.Describe(inputs, new MaterialOptions());
            Assert.Equal(32, MaterialDescriptors.All.Count);
            Assert.Equal(MaterialDescriptors.All.Order(),
                told.Descriptors.Select(value => value.Name).Concat(told.Categories.Select(word => word.Name)).Concat(told.Missing.Keys).Order());
            Assert.All(told.Missing.Values, reason => Assert.NotEqual("", reason));
        }
    }

    [Fact]
    public void Fluorite_has_the_geometry_that_a_ruler_gives()
    {
        MaterialDescription told = MaterialDescriber.Describe(Fluorite(), new MaterialOptions());
        const double edge = 5.46;
        Assert.Equal(("CaF2", "F"), (told.Formula, told.Mobile));
        Assert.Equal(edge, told["aMin"], tolerance: 1e-9);
        Assert.Equal(0, told["abcSpread"], tolerance: 1e-9);
        Assert.Equal(4, told["formulaUnits"], tolerance: 1e-9);
        Assert.Equal(edge * edge * edge / 4, told["volume"], tolerance: 1e-9);
        Assert.Equal(edge * Math.Sqrt(3) / 4, told["dNn"], tolerance: 1e-9);
        Assert.Equal(4, told["neighbours"], tolerance: 1e-12);
        Assert.Equal(192, told["symmetryOps"]);
        Assert.Equal(("cubic", "true"), (told.Category("crystalSystem"), told.Category("stoichiometric")));
        Assert.Equal((-1, 18.998), (told["zNominal"], told["mass"]));
    }

    [Fact]
    public void Sites_that_stand_for_one_ion_are_no_neighbours_of_each_other()
    {
        // A split sodium site, half filled, 0.8 Å apart, each half 2.4 Å from its chlorine and 3.2 Å from the other one.
        CrystalStructure split = new(Cell.Orthorhombic(5.6, 20, 20), [CrystalSite.Of("Na", 2.4 / 5.6, 0, 0, 0.5), CrystalSite.Of("Na", 3.2 / 5.6, 0, 0, 0.5), CrystalSite.Of("Cl", 0, 0, 0)]);
        MobileSurroundings around = MobileSurroundings.Of(split, "Na");
        Assert.Equal(2.4, around.NearestA, tolerance: 1e-12);
        Assert.Equal(1, around.Neighbours, tolerance: 1e-12);
    }

    [Fact]
    public void Clausius_and_Mossotti_give_the_polarisability_that_gives_the_permittivity_back()
    {
        MaterialDescription told = MaterialDescriber.Describe(Fluorite() with { Epsilon = new(2.04, "OUTCAR") }, new MaterialOptions());
        double n = 4 * Math.PI * told["alphaCm"] / (3 * told["volume"]);
        Assert.Equal(2.04, (1 + 2 * n) / (1 - n), tolerance: 1e-12);
    }

    [Fact]
    public void A_value_by_hand_wins_and_says_so()
    {
        MaterialInputs inputs = Fluorite() with
        {
            ByHand = new Dictionary<string, Sourced<double>> { ["aMin"] = new(5.5, "hand"), ["eVacancy"] = new(1.2, "hand") },
            WordsByHand = new Dictionary<string, Sourced<string>> { ["stoichiometric"] = new("false", "hand") },
        };
        MaterialDescription told = MaterialDescriber.Describe(inputs, new MaterialOptions());
        Assert.Equal((5.5, 1.2, "false"), (told["aMin"], told["eVacancy"], told.Category("stoichiometric")));
        Assert.Equal(("hand", "Å"), (told.Descriptors.Single(value => value.Name == "aMin").From, told.Descriptors.Single(value => value.Name == "aMin").Unit));
        Assert.DoesNotContain("eVacancy", told.Missing.Keys);
    }

    [Fact]
    public void Overlapping_atoms_cost_what_needs_the_structure_and_nothing_else()
    {
        CrystalStructure doubled = new(Cell.Orthorhombic(4, 4, 4), [CrystalSite.Of("Na", 0, 0, 0), CrystalSite.Of("Na", 0.999, 0, 0.01), CrystalSite.Of("Cl", 0.5, 0.5, 0.5)]);
        double[] c = new double[36];
        for (int i = 0; i < 6; i++) c[i * 7] = 30;
        MaterialDescription told = MaterialDescriber.Describe(
            new MaterialInputs("x") { Structure = new(doubled, "POSCAR"), Elastic = new(new ElasticTensor(c), "elastic.json") }, new MaterialOptions());
        Assert.Contains("atoms overlap: Na (atom 1) and Na (atom 2) lie 0.04 Å apart", told.Missing["symmetryOps"], StringComparison.Ordinal);
        Assert.Equal(1, told["zNominal"]);
        Assert.True(double.IsFinite(told["B"]));
    }

    [Fact]
    public void The_lowest_optical_mode_is_not_an_acoustic_one_even_where_that_lies_higher()
    {
        // Three translations at 0.4, 0.5 and −3 meV, and an optical mode at 0.3 that no frequency would tell from them.
        var modes = new ZoneCentreModes([20, 0.3, 0.4, 0.5, -3, 30], [0, 0.01, 0.99, 1, 1, 0]);
        Assert.Equal(0.3, modes.LowestOpticalMev);
        Assert.Equal(20, new ZoneCentreModes([20, 0.01, -0.02, 0.03, 25, 30], []).LowestOpticalMev);
        Assert.Equal(double.NaN, new ZoneCentreModes([0, 0, 0], []).LowestOpticalMev);
    }

    [Theory]
    [InlineData("Na3PS4", 8, "Na3PS4")]
    [InlineData("Li10Ge(P2)S12", 25, "Li10GeP2S12")]
    [InlineData("Li6.4La3Zr1.4Ta0.6O12", 23.4, "Li6.4La3Zr1.4Ta0.6O12")]
    [InlineData("Ca(OH)2", 5, "CaO2H2")]
    public void Formulas_are_read_as_chemists_write_them(string text, double atoms, string again)
    {
        IReadOnlyDictionary<string, double> counts = ChemicalFormula.Parse(text)!;
        Assert.Equal(atoms, counts.Values.Sum(), tolerance: 1e-12);
        Assert.Equal(again, new ChemicalFormula([.. counts], 1).ToString());
    }

    [Theory]
    [InlineData("Qq3")]
    [InlineData("Na3)")]
    [InlineData("(Na3")]
    [InlineData("na3")]
    [InlineData("Na0")]
    [InlineData("")]
    public void What_is_no_formula_is_none(string text) => Assert.Null(ChemicalFormula.Parse(text));

    private static MaterialInputs Fluorite() => new("CaF2")
    {
        Structure = new(new CrystalStructure(Cell.Orthorhombic(5.46, 5.46, 5.46),
        [
            .. FaceCentred.Select(f => CrystalSite.Of("Ca", f.Item1, f.Item2, f.Item3)),
            .. FaceCentred.Select(f => CrystalSite.Of("F", f.Item1 + 0.25, f.Item2 + 0.25, f.Item3 + 0.25)),
            .. FaceCentred.Select(f => CrystalSite.Of("F", f.Item1 + 0.25, f.Item2 + 0.25, f.Item3 + 0.75)),
        ]), "POSCAR"),
    };
}
