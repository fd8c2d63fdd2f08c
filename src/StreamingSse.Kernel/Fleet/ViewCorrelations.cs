using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Kernel.Fleet;

/// <summary>The correlations of one view of the table.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="Runs">Rows of the view, in the order of their names.</param>
/// <param name="MaterialCount">Different materials among them.</param>
/// <param name="Pearson">Over <see cref="DescriptorColumn.All"/>; null below <see cref="FewestMaterials"/>.</param>
/// <param name="WeighedByError">Whether pairs with D count each row by the precision of its D.</param>
public sealed record ViewCorrelations(
    string Name, IReadOnlyList<string> Runs, int MaterialCount, CorrelationMatrix? Pearson, CorrelationMatrix? Spearman, bool WeighedByError)
{
    /// <summary>With fewer materials a strong correlation is more likely chance than not: none is drawn.</summary>
    public const int FewestMaterials = 8;

    /// <summary>Why there are no correlations; null where there are.</summary>
    public string? Missing => Spearman is null ? $"{MaterialCount} materials, at least {FewestMaterials} are needed" : null;
}
