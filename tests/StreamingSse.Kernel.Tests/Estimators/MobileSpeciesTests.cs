using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Estimators;

public sealed class MobileSpeciesTests
{
    [Theory]
    [InlineData("O,Li", "Li", "")]
    [InlineData("I,Ag", "Ag", "")]
    [InlineData("Ca,F", "F", "Ca")]
    [InlineData("P,S,Na,K", "Na", "K")]
    [InlineData("Ar", "Ar", "")]
    [InlineData("Ga,As,Zn", "", "Zn")]
    public void The_first_of_the_papers_families_is_taken_and_its_rivals_named(string species, string mobile, string rivals)
    {
        MobileSpecies found = MobileSpecies.Infer(Table(species));
        Assert.Equal(mobile, string.Join(",", found.Names));
        Assert.Equal(rivals, string.Join(",", found.Rivals));
    }

    [Fact]
    public void Groups_split_the_atoms_and_are_empty_where_nothing_is_known()
    {
        AtomTable atoms = Table("P,Na,S,Na");
        Assert.Equal([1, 3], MobileSpecies.Named("Na").IonsOf(atoms));
        Assert.Equal([0, 2], MobileSpecies.Named("Na").FrameworkOf(atoms));
        Assert.Equal([0, 1, 3], MobileSpecies.Named("Na", "P").IonsOf(atoms));
        Assert.Empty(MobileSpecies.Named().IonsOf(atoms));
        Assert.Empty(MobileSpecies.Named().FrameworkOf(atoms));
    }

    private static AtomTable Table(string species) => new(species.Split(','), new Dictionary<string, double>());
}
