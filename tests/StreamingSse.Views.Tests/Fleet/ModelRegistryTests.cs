using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Fleet;

namespace StreamingSse.Views.Tests.Fleet;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-registry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_last_training_is_read_back_as_far_as_the_next_one_goes_on_from_it()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        var registry = new ModelRegistry(_folder, "settings");
        Assert.Equal((0, null), (registry.LastVersion, registry.Last()));
        registry.Save(fleet.Models! with { Version = 8, Runs = ["other"] }, fleet.Rows);
        registry.Save(fleet.Models! with { Version = 9 }, fleet.Rows);
        FleetModels last = new ModelRegistry(_folder, "settings").Last()!;
        Assert.Equal((9, fleet.Models!.DataHash), (last.Version, last.DataHash));
        Assert.Equal(fleet.Models.Runs, last.Runs);
        Assert.Equal(fleet.Models.Components!.Columns, last.Components!.Columns);
        Assert.Equal(fleet.Models.Components.Loadings, last.Components.Loadings);
        Assert.Equal(fleet.Models.Clusters.Select(study => study.Axes), last.Clusters.Select(study => study.Axes));
        Assert.Equal(fleet.Models.Clusters.SelectMany(study => study.Chosen.Labels), last.Clusters.SelectMany(study => study.Chosen.Labels));
        Assert.Equal(fleet.Models.Clusters.SelectMany(study => study.Chosen.Centres), last.Clusters.SelectMany(study => study.Chosen.Centres));
    }

    [Theory]
    [InlineData("\"labels\":[", "\"labels\":[99,")]                // one more than there are runs, and no cluster of that number
    [InlineData("\"loadings\":[[", "\"loadings\":[[0.5,")]
    [InlineData("\"eigenvalues\":[", "\"eigenvalues\":[3,")]
    [InlineData("\"centres\":[[", "\"centres\":[[1,")]
    [InlineData("\"k\":4", "\"k\":2")]
    [InlineData("\"plane\":\"PC1-PC2\"", "\"plane\":\"P\"")]
    [InlineData("\"columns\":[\"lindemann\"", "\"columns\":[\"lindeman\"")]
    public void A_damaged_one_whose_lengths_or_labels_do_not_fit_is_not_gone_on_from(string whole, string damaged)
    {
        FleetState fleet = SyntheticFleet.Of(60);
        var registry = new ModelRegistry(_folder, "settings");
        registry.Save(fleet.Models! with { Version = 3 }, fleet.Rows);
        string path = Path.Combine(_folder, "000003.json"), text = File.ReadAllText(path);
        Assert.NotNull(registry.Last());
        int at = text.IndexOf(whole, StringComparison.Ordinal);
        Assert.True(at > 0, whole);
        File.WriteAllText(path, $"{text[..at]}{damaged}{text[(at + whole.Length)..]}");
        Assert.Null(registry.Last());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"version\": 3, \"trainedAt\": 7}")]
    public void One_that_cannot_be_read_keeps_its_number_and_nothing_goes_on_from_it(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "000003.json"), text);
        var registry = new ModelRegistry(_folder, "settings");
        Assert.Equal((3, null), (registry.LastVersion, registry.Last()));
    }
}
