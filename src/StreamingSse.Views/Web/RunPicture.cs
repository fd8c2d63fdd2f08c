using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Web;

/// <summary>A snapshot as the page shows it. It is written down at most once, by the first client that asks, and not at all where nobody looks.</summary>
/// <param name="history">Not changed any more.</param>
public sealed class RunPicture(RunSnapshot snapshot, IReadOnlyList<DiffusionPoint> history)
{
    private readonly Lazy<byte[]> _json = new(() => RunPictureJson.Write(snapshot, history));

    public RunSnapshot Snapshot => snapshot;

    public IReadOnlyList<DiffusionPoint> History => history;

    public ReadOnlyMemory<byte> Json => _json.Value;
}
