using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Following;

/// <summary>Opens the segments of a run. One parser serves them all, so that a chain has one atom table and one pool of frames.</summary>
internal sealed class SegmentFeeds(RunPlan plan) : IDisposable
{
    private readonly IFrameParser _parser = FrameParsers.Create(plan.Format, plan.LammpsUnits);

    public IFrameFeed Open(string path)
    {
        if (!plan.IsFilePerFrame) _parser.Restart(); // files of one frame each read like one file of many
        return plan.Format == TrajectoryFormat.Cp2kXyz ? new Cp2kFeed(new Cp2kFileNames(path), _parser) : FrameParsers.Open(plan.Format, path, _parser);
    }

    public void Dispose() => _parser.Dispose();
}
