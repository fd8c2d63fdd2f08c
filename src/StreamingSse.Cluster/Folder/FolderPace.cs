namespace StreamingSse.Cluster.Folder;

/// <summary>How often a folder is looked at, at most and at least.</summary>
public sealed record FolderPace(TimeSpan Min, TimeSpan Max);
