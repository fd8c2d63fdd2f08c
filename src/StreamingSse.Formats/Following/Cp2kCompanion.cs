using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>What a companion file has for a step of the -pos file.</summary>
internal enum Match
{
    /// <summary>The frame of that step.</summary>
    Found,

    /// <summary>It is written at other steps only.</summary>
    Skips,

    /// <summary>It was to be written, and the engine was killed before.</summary>
    Lost,

    /// <summary>It is not there yet.</summary>
    Wait,

    /// <summary>The file was cut or replaced.</summary>
    Changed,
}

/// <summary>A CP2K file that goes along with the -pos file (velocities, cells), aligned with it by step.</summary>
/// <remarks>
/// After a restart each goes back from its own last step. Counting how often (laps) tells a frame that comes late from one that was lost in
/// the kill: a companion that is a lap ahead will not bring it any more.
/// </remarks>
internal sealed class Cp2kCompanion(TextFeed feed, IFrameParser parser) : IDisposable
{
    private Frame? _pending;
    private long? _last;
    private long _stride;
    private int _lap;
    [NotState("never where it can be carried")] private bool _hasEnded;

    public TextFeed Feed => feed;

    /// <summary>The frame at or after the step asked for; null where none was read yet.</summary>
    public Frame? Pending => _pending;

    [NotState("told at once")] public string? Reason { get; private set; }

    /// <param name="lap">How often the -pos file went back before this step.</param>
    public Match Align(long step, int lap)
    {
        while (true)
        {
            if (_pending is null && Pull(step) is Match none) return none;
            if (_pending is null) continue;
            long at = _pending.Step!.Value;
            if (_lap > lap) return SkipsOrLost(step);
            if (at == step) return Match.Found;
            if (at > step) return Match.Skips;
            Drop();
        }
    }

    public bool CanCarry => !_hasEnded && feed.CanCarry;

    public void Carry(StateCarrier state)
    {
        feed.Carry(state);
        parser.Carry(state);
        (_last, _stride, _lap, _pending) = (state.Carry(_last), state.Carry(_stride), state.Carry(_lap), Frame.Carry(state, _pending));
    }

    /// <summary>Passes over the pending frame.</summary>
    public void Drop()
    {
        if (_pending is not Frame frame) return;
        if (frame.Step > _last) _stride = frame.Step.Value - _last.Value;
        _last = frame.Step;
        frame.Dispose();
        _pending = null;
    }

    public void Dispose()
    {
        _pending?.Dispose();
        feed.Dispose();
    }

    private Match? Pull(long step)
    {
        FeedStep next = _hasEnded ? new FeedStep(FeedState.Ended) : feed.Next();
        switch (next.State)
        {
            case FeedState.Frame:
                _pending = next.Frame;
                if (_pending!.Step <= _last) _lap++;
                return null;
            case FeedState.Rejected:
                return null;
            case FeedState.Nothing:
                return Match.Wait;
            case FeedState.Changed:
                Reason = next.Reason;
                return Match.Changed;
            default:
                _hasEnded = true;
                return SkipsOrLost(step);
        }
    }

    private Match SkipsOrLost(long step) => step - _last < _stride ? Match.Skips : Match.Lost;
}
