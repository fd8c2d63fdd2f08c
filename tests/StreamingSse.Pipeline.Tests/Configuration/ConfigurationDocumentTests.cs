using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Hocon;
using StreamingSse.Pipeline.Tests.Wire;

namespace StreamingSse.Pipeline.Tests.Configuration;

public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public void The_document_lists_every_key_with_its_default()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        IEnumerable<string> listed = Row().Matches(document).Select(row => $"{row.Groups[1].Value} = {row.Groups[2].Value}");
        IConfigurationBuilder builder = new ConfigurationBuilder().AddHoconText(SseConfig.ReferenceText(), "reference.conf", _ => null);
        IEnumerable<string> defaults = builder.Build().AsEnumerable()
            .Where(pair => pair.Value is not null && !pair.Key.StartsWith("views:", StringComparison.Ordinal)).Select(pair => $"{pair.Key.Replace(':', '.')} = {pair.Value}");
        Assert.Equal(defaults.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reference_is_the_file_in_the_repository() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "hocon", "reference.conf")), SseConfig.ReferenceText());

    [Fact]
    public void Every_key_of_the_reference_stands_under_a_comment()
    {
        string[] lines = SseConfig.ReferenceText().Split('\n');
        string[] bare = [.. Enumerable.Range(1, lines.Length - 1).Where(i => IsUncommented(lines, i)).Select(i => lines[i].Trim())];
        Assert.Empty(bare);
    }

    // A comment may stand over a few keys in a row, or over their section.
    private static bool IsUncommented(string[] lines, int index)
    {
        if (!lines[index].Contains('=') || IsComment(lines[index])) return false;
        int above = index - 1;
        while (!IsComment(lines[above]) && (lines[above].Contains('=') || lines[above].EndsWith('{'))) above--;
        return !IsComment(lines[above]);
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith('#');

    [GeneratedRegex(@"^\| `([a-z-]+(?:\.[a-z0-9-]+)+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
