namespace StreamingSse.Pipeline.Configuration;

/// <summary>How many runs are found, folded and shown together.</summary>
/// <param name="ScanEvery">New runs are looked for this often at most.</param>
/// <param name="MostFolders">Folders looked at below all that were named.</param>
/// <param name="Depth">Levels of folders below each that was named.</param>
/// <param name="RunsAtOnce">Finished runs read side by side.</param>
/// <param name="SnapshotEvery">Curves and descriptors of one run are computed this often at most.</param>
/// <param name="RefreshEvery">Table and views are brought up to date this often at most.</param>
/// <param name="SaveEvery">The table is stored this often.</param>
public sealed record FleetConfig(
    TimeSpan ScanEvery, int MostFolders, int Depth, int RunsAtOnce, TimeSpan SnapshotEvery, TimeSpan RefreshEvery, TimeSpan SaveEvery)
{
    internal static FleetConfig Read(ConfigSection section) => new(
        section.Duration("scan-every", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        section.Count("most-folders", 1, 10_000_000),
        section.Count("depth", 0, 64),
        section.Count("runs-at-once", 1, 10_000),
        section.Duration("snapshot-every", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(24)),
        section.Duration("refresh-every", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
        section.Duration("save-every", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(24)));
}
