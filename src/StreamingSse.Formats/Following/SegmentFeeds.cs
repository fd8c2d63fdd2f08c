using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>Opens the segments of a run. One parser serves them all, so that a chain has one atom table and one pool of frames.</summary>
internal sealed class SegmentFeeds(RunPlan plan, FollowOptions options, TimeProvider clock) : IDisposable
{
    private readonly IFrameParser _parser = plan.Imd is ImdPlan imd
        ? new ImdParser(plan.Segments[0], plan.Atoms.AtomCount, imd.IsUnwrapped, imd.Units) : FrameParsers.Create(plan.Format, plan.LammpsUnits);

    public IFrameFeed Open(string path)
    {
        if (_parser is ImdParser socket) return new ImdFeed(plan, socket, options, clock);
        if (!plan.IsFilePerFrame) _parser.Restart(); // files of one frame each read like one file of many
        return plan.Format == TrajectoryFormat.Cp2kXyz ? new Cp2kFeed(new Cp2kFileNames(path), _parser) : FrameParsers.Open(plan.Format, path, _parser);
    }

    public void Carry(StateCarrier state) => _parser.Carry(state);

    public void Dispose() => _parser.Dispose();
}
