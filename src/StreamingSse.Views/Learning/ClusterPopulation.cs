using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Views.Learning;

/// <summary>How many rows of each category, such as the mobile ion, every cluster holds.</summary>
/// <param name="Column">The column of categories.</param>
/// <param name="Categories">The most frequent first; a row without one counts as "none".</param>
/// <param name="Counts">Shape [k][categories].</param>
public sealed record ClusterPopulation(string Column, string[] Categories, int[][] Counts)
{
    private const int MostCategories = 12;
    private const string None = "none";
    private static readonly string[] IonNames = ["specie", "mobile", "ion", "mobileIon", "mobile_ion"];

    /// <summary>By the mobile ion where a column is named so, else by the first column of 2 to 12 categories; null where there is none.</summary>
    public static ClusterPopulation? Of(DataTable table, int[] labels, int clusterCount)
    {
        WordColumn? column = IonNames.Select(name => table.Words.FirstOrDefault(words => words.Name == name)).FirstOrDefault(words => words is not null)
            ?? table.Words.FirstOrDefault(words => words.Values.Distinct().Count() is > 1 and <= MostCategories);
        if (column is null) return null;
        string[] categories = [.. column.Values.GroupBy(value => value ?? None).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
        int[][] counts = [.. Enumerable.Range(0, clusterCount).Select(_ => new int[categories.Length])];
        for (int row = 0; row < labels.Length; row++) counts[labels[row]][Array.IndexOf(categories, column.Values[row] ?? None)]++;
        return new ClusterPopulation(column.Name, categories, counts);
    }
}
