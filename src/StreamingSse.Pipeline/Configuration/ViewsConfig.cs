using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>The views of the table: a section whose keys are their names.</summary>
internal static class ViewsConfig
{
    private const string Any = "any";

    public static IReadOnlyList<TableView> Read(ConfigSection section) => [.. section.Sections().Select(view => ReadOne(view.Name, view.Section))];

    private static TableView ReadOne(string name, ConfigSection section) => new(
        name,
        section.Has("specie") && section.Text("specie") is var specie and not Any ? specie : null,
        section.Has("temperature-k") ? section.Number("temperature-k", 0, 100_000) : double.NaN,
        section.Has("width-k") ? section.Number("width-k", 0, 100_000) : double.PositiveInfinity,
        section.Has("one-row-per-material") && section.Flag("one-row-per-material"),
        section.Has("weigh-by-error") && section.Flag("weigh-by-error"));
}
