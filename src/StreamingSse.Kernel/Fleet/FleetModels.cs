using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;

namespace StreamingSse.Kernel.Fleet;

/// <summary>Components, clusters and models of one state of the table: what one training gave.</summary>
/// <param name="Version">Counts trainings, over restarts; also the name of its entry in the registry.</param>
/// <param name="TrainedAt">UTC, ISO 8601.</param>
/// <param name="Why">What set the training off.</param>
/// <param name="DataHash">Of the rows and values it saw: equal data have equal hashes.</param>
/// <param name="View">The view of the table that it was made from.</param>
/// <param name="Runs">Its rows; scores and labels are in this order.</param>
/// <param name="Components">Columns count in <see cref="DescriptorColumn.All"/>; null where no two columns correlate.</param>
/// <param name="Clusters">On PC1–PC2 and PC1–PC3; labels keep their numbers from one training to the next.</param>
/// <param name="Missing">Why something is not there, by its name.</param>
public sealed record FleetModels(
    int Version, string TrainedAt, string Why, string DataHash, string View, IReadOnlyList<string> Runs, PrincipalComponents? Components,
    IReadOnlyList<ClusterStudy> Clusters, IReadOnlyList<FleetModel> Models, IReadOnlyList<Prediction> Predictions, IReadOnlyDictionary<string, string> Missing);

/// <summary>One validated model of one target.</summary>
/// <param name="Kind">mlp or kernel-ridge.</param>
/// <param name="Scheme">anharmonic: with all inputs; harmonic: without those that molecular dynamics alone gives.</param>
/// <param name="Mape">Of materials left out, a share of one (López et al. 2023, eq 8).</param>
public sealed record FleetModel(
    string Target, string Kind, string Scheme, int InputCount, int RowCount, int FoldCount, double Mape, double TrainMape, double R2,
    IReadOnlyList<string> Runs, double[] Actual, double[] Predicted);

/// <summary>What a model says about a run whose target is not known yet.</summary>
/// <param name="Low90">The interval that should hold the truth nine times out of ten, by the errors on materials left out (Barber et al. 2021).</param>
/// <param name="Spread">Standard deviation over the models of the validation.</param>
public sealed record Prediction(string Run, string Target, string Kind, string Scheme, double Value, double Low90, double High90, double Spread)
{
    /// <summary>An input of this run that lies far outside of all that the model was trained on: nothing is predicted then. Null where none does.</summary>
    public string? Outside { get; init; }

    /// <summary>Categories of this run that no row trained on has, as COLUMN=VALUE: the model says nothing of their part.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
