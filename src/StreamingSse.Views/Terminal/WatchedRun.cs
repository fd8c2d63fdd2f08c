using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Terminal;

/// <summary>One of several runs that are watched together; no snapshot before its first frames.</summary>
public readonly record struct WatchedRun(LiveStatus Status, RunSnapshot? Snapshot);
