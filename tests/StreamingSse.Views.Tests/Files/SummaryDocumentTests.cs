using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Tests.Files;

/// <summary>docs/summary.md tells the truth: what it lists is written, and what is written is listed.</summary>
public sealed partial class SummaryDocumentTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "summary.md"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_field_of_the_object_is_documented_and_every_documented_field_exists()
    {
        var written = new HashSet<string>();
        Collect(SummaryJsonTests.Parse(SyntheticRun.Snapshot(201)), "", written);
        string[] documented = [.. Fields().Matches(Document).Select(match => match.Groups["field"].Value)];

        Assert.Equal(documented.Length, documented.Distinct().Count());
        Assert.Equal(written.Order(), documented.Where(field => !IsParent(field, documented)).Order());
    }

    [Fact]
    public void Every_table_and_its_columns_are_documented_and_every_documented_one_exists()
    {
        RunSnapshot snapshot = SyntheticRun.Snapshot(201);
        ResultFiles.WriteAll(snapshot, _folder.Path, SyntheticRun.History());
        var documented = Tables().Matches(Document).ToDictionary(
            match => match.Groups["file"].Value,
            match => Names().Matches(match.Groups["columns"].Value).Select(name => name.Groups[1].Value).Distinct());

        var written = new Dictionary<string, IEnumerable<string>>();
        foreach (string path in Directory.GetFiles(_folder.Path, "*.csv"))
        {
            string file = Path.GetFileName(path), header = File.ReadLines(path).First();
            written[file.StartsWith("msd_") ? "msd_SPECIE.csv" : file] =
                header.Split(',').Select(column => Spectra().Replace(column, "${kind}_NAME_${unit}")).Distinct();
        }
        Assert.Equal(documented.Keys.Order(), written.Keys.Order());
        Assert.All(written, table => Assert.Equal(documented[table.Key], table.Value));
    }

    // An object that may be null has a line of its own; the object itself shows in its fields.
    private static bool IsParent(string field, string[] documented) => documented.Any(other => other.StartsWith(field + "."));

    private static void Collect(JsonNode? node, string path, HashSet<string> fields)
    {
        if (node is JsonObject map)
        {
            foreach ((string key, JsonNode? value) in map) Collect(value, path.Length == 0 ? key : $"{path}.{NameOf(path, key)}", fields);
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? entry in list) Collect(entry, path + "[]", fields);
        }
        else fields.Add(path);
    }

    // The keys of a map are not fields: their place-holder is.
    private static string NameOf(string map, string key) => map switch
    {
        "run.species" or "run.kineticTemperatureK" or "species" => "SPECIE",
        "groups" => "GROUP",
        "descriptors" when key == "missing" => key,
        "descriptors" or "descriptors.missing" => "NAME",
        _ => key,
    };

    [GeneratedRegex(@"^\| `(?<field>[^`]+)` \| (text|integer|number|object|flag) \|", RegexOptions.Multiline)]
    private static partial Regex Fields();

    [GeneratedRegex(@"^\| `(?<file>[^`]+\.csv)` \| (?<columns>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Tables();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();

    [GeneratedRegex("^(?<kind>vacf|vdos)_[A-Za-z]+_(?<unit>.*)$")]
    private static partial Regex Spectra();
}
