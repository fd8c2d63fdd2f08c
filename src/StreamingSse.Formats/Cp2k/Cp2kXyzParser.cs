using StreamingSse.Formats.Xyz;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Cp2k;

/// <summary>CP2K's -pos-1.xyz and -vel-1.xyz, in the units CP2K writes by default.</summary>
/// <remarks>
/// Positions are <see cref="PositionKind.Unwrapped"/>, as CP2K does not fold them; a velocity file gives frames with
/// <see cref="PositionKind.Absent"/>.
/// The cell is in another file (<see cref="Cp2kCellParser"/>). A number that overflowed its columns, stars or two numbers without a gap,
/// rejects its frame.
/// </remarks>
public sealed class Cp2kXyzParser(Cp2kQuantity quantity) : IFrameParser
{
    private readonly XyzFrames _frames = new(new Cp2kComment(quantity));

    public IReadOnlyList<string> AtomLabels => _frames.Labels;

    public ParseStep Parse(ReadOnlySpan<byte> lines) => _frames.Parse(lines);

    public void Restart() => _frames.Restart();

    public void Carry(StateCarrier state) => _frames.Carry(state);

    public void Dispose()
    {
        // Nothing is held between calls: a frame is rented when its last line was read.
    }
}
