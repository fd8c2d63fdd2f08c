using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What a frame begins.</summary>
internal enum BlockChange
{
    None,

    /// <summary>The motion was interrupted: new time origins, what was gathered stays.</summary>
    NewBlock,

    /// <summary>The run begins again: what was gathered belongs to another.</summary>
    NewGeneration,
}

/// <summary>Compares each frame's origin with that of the one before it. The first frame of all begins nothing new.</summary>
internal struct BlockTurn
{
    private FrameOrigin? _last;

    public void Carry(StateCarrier state) => _last = state.Carry(_last);

    public BlockChange Next(in FrameOrigin origin)
    {
        BlockChange change = _last is not { } last ? BlockChange.None
            : origin.Generation != last.Generation ? BlockChange.NewGeneration
            : origin.Block != last.Block ? BlockChange.NewBlock
            : BlockChange.None;
        _last = origin;
        return change;
    }
}
