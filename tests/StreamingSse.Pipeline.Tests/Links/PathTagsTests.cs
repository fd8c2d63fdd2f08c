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

    [DataFact]
    public void Every_folder_of_the_authors_database_gives_all_three()
    {
        string[] folders = File.ReadAllLines(SharedData.Path("published", "authors_simulation_list.txt"));
        Assert.Equal(179, folders.Length);
        foreach (string folder in folders)
        {
            RunTags tags = PathTags.Of("/x/" + folder);
            string[] parts = folder.Split('/'); // ICMAB/Data/FAMILY/MATERIAL/AIMD/KIND/TEMPERATURE
            Assert.Equal((parts[3], parts[5] == "stoichiometric"), (tags.Material, tags.Stoichiometric));
            Assert.Equal(parts[6].Trim('-'), FormattableString.Invariant($"{tags.TemperatureK}K"));
        }
    }
}
