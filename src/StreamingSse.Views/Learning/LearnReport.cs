using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Views.Learning;

/// <summary>Everything that <c>sse learn</c> found in a table.</summary>
/// <param name="Source">The file.</param>
/// <param name="Clusters">In PC1–PC2 and in PC1–PC3; fewer where there are too few components or rows.</param>
/// <param name="Notes">What was wrong in the table and what was done about it, one sentence each.</param>
/// <param name="Missing">Why something that was asked for is not there, by its name.</param>
public sealed record LearnReport(
    string Source,
    DataTable Table,
    CorrelationMatrix Pearson,
    CorrelationMatrix Spearman,
    PrincipalComponents Components,
    IReadOnlyList<ClusterStudy> Clusters,
    IReadOnlyList<ModelReport> Models,
    IReadOnlyList<string> Notes,
    IReadOnlyDictionary<string, string> Missing)
{
    /// <summary>A coefficient with a p below this is marked, as the paper does.</summary>
    public const double MarkedP = 0.2;

    public string[] ColumnNames => [.. Table.Numbers.Select(column => column.Name)];

    /// <summary>What each clustering's clusters are made of; empty where the table has no column of a few categories.</summary>
    public IReadOnlyList<ClusterPopulation> Populations { get; } =
        [.. Clusters.Select(study => ClusterPopulation.Of(Table, study.Chosen.Labels, study.K)).OfType<ClusterPopulation>()];

    public string ComponentColumn(int j) => Table.Numbers[Components.Columns[j]].Name;
}
