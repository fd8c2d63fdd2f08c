namespace StreamingSse.Kernel.Tests;

public sealed class ElementsTests
{
    // As engines' own files print them, some after older tables: an independent source. The five-digit values agree to 2 in 10⁴.
    [Theory]
    [InlineData("H", 1.00794)]
    [InlineData("Li", 6.941)]
    [InlineData("O", 15.9994)]
    [InlineData("F", 18.998403163)]
    [InlineData("Na", 22.98976928)]
    [InlineData("P", 30.973761998)]
    [InlineData("Cl", 35.453)]
    [InlineData("Cu", 63.546)]
    [InlineData("Ge", 72.63)]
    [InlineData("Ag", 107.8682)]
    [InlineData("I", 126.90447)]
    [InlineData("La", 138.90547)]
    [InlineData("Pb", 207.2)]
    public void Masses_are_those_that_engines_print(string symbol, double amu)
    {
        Assert.True(Elements.TryGetMassAmu(symbol, out double found));
        Assert.Equal(1.0, found / amu, tolerance: 2e-4);
    }

    [Theory]
    [InlineData("li", "Li")]
    [InlineData("LI", "Li")]
    [InlineData("D", "D")]
    [InlineData("Xx", null)]
    [InlineData("Li1", null)]
    [InlineData("", null)]
    public void A_symbol_is_taken_whole_and_in_any_case(string label, string? symbol)
    {
        Assert.Equal(symbol, Elements.Canonical(label));
        Assert.Equal(symbol is not null, Elements.TryGetMassAmu(label, out double amu));
        Assert.Equal(symbol is null, double.IsNaN(amu));
    }

    [Fact]
    public void Every_mass_finds_its_own_element_again()
    {
        foreach (string symbol in Elements.Symbols)
        {
            Elements.TryGetMassAmu(symbol, out double amu);
            Assert.Equal(symbol, Elements.NearestByMass(amu));
        }
    }

    [Theory]
    [InlineData(40.08, "Ca")]
    [InlineData(39.948, "Ar")]
    [InlineData(6.9410, "Li")]
    [InlineData(15.9994, "O")]
    [InlineData(5.5, null)]
    [InlineData(0.0, null)]
    [InlineData(double.NaN, null)]
    public void A_mass_finds_the_nearest_element_or_none(double amu, string? symbol) => Assert.Equal(symbol, Elements.NearestByMass(amu));
}
