using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Tests.Links;

public sealed class PathTagsTests
{
    [Theory]
    [InlineData("/x/ICMAB/Data/Ag-based/AgCrSe2/AIMD/non-stoichiometric/500K", "AgCrSe2", false, 500)]
    [InlineData("/x/ICMAB/Data/Halide-based/CH3NH3-PbBr3/AIMD/stoichiometric/250K", "CH3NH3-PbBr3", true, 250)]
    [InlineData("/x/ICMAB/Data/Na-based/Na3P11/AIMD/non-stoichiometric/-900K", "Na3P11", false, 900)]
    [InlineData("/runs/Li6PS5Cl/600K/run1", null, null, 600)]
    [InlineData("/runs/T_600/run1", null, null, 600)]
    [InlineData("/runs/CaF2_1500", null, null, double.NaN)]
    [InlineData("/runs/2024/300", null, null, double.NaN)]
    public void Folders_say_material_stoichiometry_and_temperature(string path, string? material, bool? stoichiometric, double temperatureK)
    {
        RunTags tags = PathTags.Of(path);
        Assert.Equal((material, stoichiometric), (tags.Material, tags.Stoichiometric));
        Assert.Equal(temperatureK, tags.TemperatureK);
    }
}
