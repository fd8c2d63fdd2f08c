using StreamingSse.Formats.Tables;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Statistics;
using StreamingSse.Views.Learning;

namespace StreamingSse.Host.Learning;

/// <summary>The whole analysis of one table, in the order of the report.</summary>
internal static class TableAnalysis
{
    public static LearnReport Of(string path, TableFile file, ModelQuestion question, int clusterCount, TextWriter progress)
    {
        DataTable table = file.Table;
        List<string> notes = [.. file.Problems.Select(problem => problem.ToString())];
        Dictionary<string, string> missing = [];
        double[][] columns = [.. table.Numbers.Select(column => column.Values)];
        foreach (NumberColumn column in table.Numbers)
        {
            if (column.Unusable() is { } reason) missing[$"correlation.{column.Name}"] = reason;
        }
        CorrelationMatrix spearman = SpearmanCorrelation.Of(columns), pearson = PearsonCorrelation.Of(columns);
        PrincipalComponents components = PrincipalComponents.Of(spearman, columns);
        NoteComponents(table, components, notes, missing);
        IReadOnlyList<ClusterStudy> clusters = Clusters(components, table.RowCount, clusterCount, question.Seed, missing);
        IReadOnlyList<ModelReport> models = ModelTraining.Of(path, table, question, notes, missing, progress);
        return new LearnReport(path, table, pearson, spearman, components, clusters, models, notes, missing);
    }

    private static void NoteComponents(DataTable table, PrincipalComponents components, List<string> notes, Dictionary<string, string> missing)
    {
        if (components.Count == 0) missing["pca"] = "no two columns of numbers have a correlation";
        string[] left = [.. table.Numbers.Where((column, j) => column.Unusable() is null && !components.Columns.Contains(j)).Select(column => column.Name)];
        if (left.Length > 0) notes.Add($"left out of the components, sharing too few rows with other columns: {string.Join(", ", left)}");
        int gaps = components.Columns.Sum(j => table.RowCount - table.Numbers[j].PresentCount);
        if (gaps > 0) notes.Add($"{gaps} missing numbers count as their column's mean in the scores");
    }

    private static List<ClusterStudy> Clusters(
        PrincipalComponents components, int rowCount, int k, int seed, Dictionary<string, string> missing)
    {
        List<ClusterStudy> studies = [];
        if (rowCount < k) missing["clusters"] = $"{k} clusters need at least {k} rows, the table has {rowCount}; --clusters K asks for fewer";
        else if (components.Count < 2) missing["clusters"] = $"clusters need two components, there are {components.Count}";
        else
        {
            foreach ((int, int) axes in components.Count > 2 ? new[] { (0, 1), (0, 2) } : [(0, 1)])
                studies.Add(ClusterStudy.Of(components.Scores, components.Count, axes, k, seed));
        }
        return studies;
    }
}
