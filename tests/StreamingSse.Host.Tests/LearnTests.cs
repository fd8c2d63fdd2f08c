using System.Text.Json;
using System.Xml.Linq;

namespace StreamingSse.Host.Tests;

/// <summary><c>sse learn</c> as a user has it.</summary>
public sealed class LearnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-learn").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_has_the_fields_of_the_contract_and_the_shapes_fit()
    {
        JsonElement json = await LearnAsync(Table(30), "--target", "y", "--group", "material", "--folds", "3");
        Assert.Equal(30, json.At("rows").GetInt32());
        Assert.Equal(["x0", "x1", "x2", "D", "constant", "empty", "y", "material"], json.At("columns").EnumerateArray().Select(name => name.GetString()));
        foreach (string matrix in new[] { "pearson", "pearsonP", "spearman", "spearmanP", "n" })
            Assert.Equal(Enumerable.Repeat(7, 7), json.At("correlation", matrix).EnumerateArray().Select(row => row.GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, json.At("correlation", "spearman")[0][4].ValueKind);
        Assert.Equal("constant: every value is 7", json.At("missing", "correlation.constant").GetString());
        Assert.Equal("every value is missing", json.At("missing", "correlation.empty").GetString());
        Assert.Equal(5, json.At("pca", "eigenvalues").Doubles().Sum(), 1e-12);
        Assert.Equal(1, json.At("pca", "share").Doubles().Sum(), 1e-12);
        Assert.Equal((30, 5), (json.At("pca", "scores").GetArrayLength(), json.At("pca", "loadings").GetArrayLength()));
        Assert.Equal((6, 30, 9), (json.At("clusters", "k").GetInt32(), json.At("clusters", "labels").GetArrayLength(), json.At("clusters", "elbow").GetArrayLength()));
        JsonElement model = json.At("models", "y");
        Assert.Equal(("anharmonic", "mlp"), (model.At("scheme").GetString(), model.At("kind").GetString()));
        Assert.Equal((30, 30, 30), (model.At("predicted").GetArrayLength(), model.At("actual").GetArrayLength(), model.At("groups").GetArrayLength()));
        // D comes from a trajectory: the harmonic scheme goes without it.
        Assert.Equal(["anharmonic kernel-ridge 4", "harmonic mlp 3", "harmonic kernel-ridge 3"],
            model.At("others").EnumerateArray().Select(other => $"{other.At("scheme")} {other.At("kind")} {other.At("inputs")}"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_output_byte_for_byte()
    {
        string table = Table(30);
        string[] arguments = ["learn", table, "--target", "y", "--folds", "4", "--epochs", "5", "--json", "--seed"];
        Sse first = await Sse.RunAsync([.. arguments, "8"]), second = await Sse.RunAsync([.. arguments, "8"]), other = await Sse.RunAsync([.. arguments, "9"]);
        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, other.Output);
    }

    [Fact]
    public async Task Out_holds_tables_and_well_formed_figures()
    {
        string results = Path.Combine(_folder, "results");
        Sse run = await Sse.RunAsync("learn", Table(30), "--target", "y", "--folds", "2", "--epochs", "2", "--out", results);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        string[] figures = [.. Directory.GetFiles(results, "*.svg").Order()];
        Assert.Equal(
            ["cluster-population.svg", "clusters.svg", "component-shares.svg", "correlation-with-y.svg", "correlogram-pearson.svg", "correlogram-spearman.svg", "eigenvalues.svg",
                "elbow-silhouette.svg", "parity-y.svg", "scatters-y.svg"], figures.Select(Path.GetFileName));
        Assert.All(figures, figure => Assert.Equal("svg", XDocument.Load(figure).Root!.Name.LocalName));
        Assert.All(figures, figure => Assert.DoesNotContain("NaN", File.ReadAllText(figure), StringComparison.Ordinal));
        Assert.Equal(1 + 30 * 4, (await File.ReadAllLinesAsync(Path.Combine(results, "predictions.csv"))).Length);
        Assert.Contains("constant: every value is 7", await File.ReadAllTextAsync(Path.Combine(results, "report.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_are_counted_by_mobile_ion_and_every_row_once()
    {
        string path = Path.Combine(_folder, "ions.csv");
        var dice = new Random(3);
        File.WriteAllLines(path, ["family,specie,a,b,c", .. Enumerable.Range(0, 40).Select(i =>
            FormattableString.Invariant($"F{i % 5},{(i == 7 ? "" : i % 2 == 0 ? "Li" : "Na")},{(i % 2) * 20 + dice.NextDouble()},{(i % 2) * 20 + dice.NextDouble()},{dice.NextDouble()}"))]);
        JsonElement clusters = (await LearnAsync(path, "--clusters", "2")).At("clusters"), population = clusters.At("population");
        Assert.Equal(("specie", "Li Na none"), (population.At("column").GetString(), string.Join(' ', population.Texts("categories"))));
        double[][] counts = [.. population.At("counts").EnumerateArray().Select(row => row.Doubles()).OrderBy(row => row[0])];
        Assert.Equal([0, 19, 1], counts[0]); // odd rows lie apart, and one of them names no ion
        Assert.Equal([20, 0, 0], counts[1]);
        Assert.Equal(40, clusters.At("pc1pc3", "population", "counts").EnumerateArray().Sum(row => row.Doubles().Sum()));
    }

    [Fact]
    public async Task Fewer_rows_than_clusters_leave_out_the_clusters_only()
    {
        JsonElement json = await LearnAsync(Table(5));
        Assert.Equal(JsonValueKind.Null, json.At("clusters").ValueKind);
        Assert.Equal("6 clusters need at least 6 rows, the table has 5; --clusters K asks for fewer", json.At("missing", "clusters").GetString());
        Assert.NotEqual(JsonValueKind.Null, json.At("correlation", "spearman")[0][1].ValueKind);
    }

    [Theory]
    [InlineData("a\n1\n2\n")]
    [InlineData("a,b\n1,x\n")]
    [InlineData("a,b\n1,1\n1,1\n1,1\n")]
    [InlineData("name\nLi\nNa\n")]
    [InlineData("a,b\n,\n,\n")]
    [InlineData("D,b\n1,2\n1,3\n")]
    [InlineData("D,b\n1,\n2,\n3,\n")]
    [InlineData("D,b,c\n1e308,2,1\n-1e308,3,2\n1e300,1e-300,5\n4,5,6\n")]
    public async Task Poor_tables_end_in_words_not_in_a_crash(string text)
    {
        string path = Path.Combine(_folder, "poor.csv");
        await File.WriteAllTextAsync(path, text);
        Sse run = await Sse.RunAsync("learn", path, "--epochs", "2", "--out", Path.Combine(_folder, "poor"));
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("missing:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--target", "z", "expected a column of numbers 'z' for --target, got x0")]
    [InlineData("--group", "z", "expected a column 'z', got x0")]
    [InlineData("--clusters", "1", "--clusters: expected at least 2, got 1")]
    public async Task Wrong_questions_are_refused(string option, string value, string message)
    {
        Sse run = await Sse.RunAsync("learn", Table(10), option, value);
        Assert.NotEqual(ExitCode.Done, run.Exit);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fold_without_any_input_is_named_in_place_of_its_models()
    {
        string path = Path.Combine(_folder, "words.csv");
        await File.WriteAllTextAsync(path, "ion,D,material\nLi,1,Li2O\nNa,2,Li2O\n,3,AgI\n,4,CaF2\n");
        JsonElement json = await LearnAsync(path, "--target", "D", "--group", "material", "--input", "ion", "--clusters", "2");
        Assert.Equal("the fold that leaves out Li2O has no inputs: every input column is missing in all other rows", json.At("missing", "models.D.anharmonic").GetString());
    }

    private static async Task<JsonElement> LearnAsync(params string[] arguments)
    {
        Sse run = await Sse.RunAsync(["learn", .. arguments, "--epochs", "2", "--json"]);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private string Table(int rows)
    {
        var dice = new Random(6);
        List<string> lines = ["x0,x1,x2,D,constant,empty,y,material"];
        for (int row = 0; row < rows; row++)
        {
            double a = dice.NextDouble(), b = dice.NextDouble(), c = dice.NextDouble();
            lines.Add(FormattableString.Invariant($"{a},{b},{(row % 7 == 3 ? "" : $"{c:R}")},{a * b},7,,{2 + a + b},M{row % 6}"));
        }
        string path = Path.Combine(_folder, $"table{rows}.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
