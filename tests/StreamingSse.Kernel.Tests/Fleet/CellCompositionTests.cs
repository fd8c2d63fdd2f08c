using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Kernel.Tests.Fleet;

public sealed class CellCompositionTests
{
    [Theory]
    [InlineData("F=216,Ca=108", "CaF2", "CaF2", true)]
    [InlineData("Cl=4,S=20,P=4,Li=24", "Li6PS5Cl", "Li6PS5Cl", true)]
    [InlineData("I=64,Ag=63", "Ag63I64", "AgI", false)]
    [InlineData("O=108,Li=215", "Li215O108", "Li2O", false)]
    [InlineData("Li=7,La=3,Zr=2,O=12", "Li7La3Zr2O12", "Li7La3Zr2O12", true)]
    [InlineData("Li=50,Al=2,La=24,Zr=16,O=96", "Li25La12Zr8AlO48", "Li25La12Zr8AlO48", null)]
    public void A_cell_is_named_by_its_ideal_compound(string cell, string composition, string material, bool? stoichiometric)
    {
        Dictionary<string, int> counts = cell.Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => int.Parse(part[1]));
        Assert.Equal(new CellComposition(composition, material, stoichiometric), CellComposition.Of(counts));
    }
}
