namespace StreamingSse.Pipeline.Fleet;

/// <summary>What names a training: its number, its time (UTC) and what set it off.</summary>
public sealed record FleetModelsHead(int Version, string TrainedAt, string Why);
