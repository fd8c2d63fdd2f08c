using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>What is trained on the table, and when.</summary>
/// <param name="View">The view of the table that is learnt from.</param>
/// <param name="Targets">Descriptors to predict; log10(NAME) for the logarithm of one.</param>
/// <param name="FewestMaterials">Nothing is predicted from fewer materials with a known target.</param>
/// <param name="RetrainShare">Trained again when this share of the rows has changed, but not before <paramref name="RetrainMin"/>.</param>
/// <param name="RetrainEvery">Trained again after this long where anything has changed.</param>
public sealed record ModelsConfig(
    bool On, string View, IReadOnlyList<string> Targets, int Clusters, int MaxEpochs, int MostFolds, int FewestMaterials, int Seed,
    TimeSpan LookEvery, TimeSpan RetrainMin, TimeSpan RetrainEvery, double RetrainShare)
{
    internal static ModelsConfig Read(ConfigSection section, IReadOnlyList<string> views)
    {
        string view = section.Text("view");
        if (!views.Contains(view)) throw section.Bad("view", $"one of the views {string.Join(", ", views)}");
        string[] targets = section.Text("targets").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string target in targets)
        {
            string name = target.StartsWith("log10(", StringComparison.Ordinal) && target.EndsWith(')') ? target[6..^1] : target;
            if (DescriptorColumn.IndexOf(name) < 0) throw section.Bad("targets", "descriptors such as D or \"log10(D) lindemann\"");
        }
        return new ModelsConfig(
            section.Flag("on"), view, targets,
            section.Count("clusters", 2, 100),
            section.Count("max-epochs", 1, 100_000),
            section.Count("most-folds", 2, 100_000),
            section.Count("fewest-materials", 2, 100_000),
            section.Count("seed", 0, int.MaxValue),
            section.Duration("look-every", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            section.Duration("retrain-min", TimeSpan.Zero, TimeSpan.FromDays(30)),
            section.Duration("retrain-every", TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(365)),
            section.Number("retrain-share", 0, 1));
    }
}
