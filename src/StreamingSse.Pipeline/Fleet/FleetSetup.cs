using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>What an aggregator is started with.</summary>
/// <param name="Links">Where states come from; each is read to its end.</param>
/// <param name="Store">Keeps the table between starts; null for none.</param>
/// <param name="References">Rows to compare with.</param>
/// <param name="LastModelVersion">Trainings before this start, by the registry.</param>
/// <param name="Register">Keeps a training and the rows it saw, so that its predictions can be explained later.</param>
public sealed record FleetSetup(
    IReadOnlyList<IRunLink> Links, SqliteRunTable? Store, IReadOnlyList<FleetRow> References, int LastModelVersion,
    Action<FleetModels, IReadOnlyList<FleetRow>> Register)
{
    /// <summary>The rows that the store holds at the start.</summary>
    public IReadOnlyList<TableRow> Stored { get; init; } = [];

    /// <summary>The last training before this start, as far as signs of components and numbers of clusters go on from it; null for none.</summary>
    public FleetModels? LastTraining { get; init; }
}
