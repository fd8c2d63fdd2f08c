using StreamingSse.Formats.Cp2k;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>A CP2K -1.cell file as frames of no atoms: step, time and cell, to be joined with the positions of that step.</summary>
internal sealed class Cp2kCellFrames : IFrameParser
{
    private readonly FramePool _pool = new(0);
    private long _lineNumber;

    public IReadOnlyList<string> AtomLabels => [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        int newline = lines.IndexOf((byte)'\n'), length = newline < 0 ? lines.Length : newline + 1;
        if (!Cp2kCellParser.TryParse(lines[..length], ++_lineNumber, out Cp2kCellLine line, out BadInput? bad)) return new ParseStep(length, null, bad);
        Frame frame = _pool.Rent();
        (frame.Step, frame.TimePs, frame.Cell, frame.Kind) = (line.Step, line.TimePs, line.Cell, PositionKind.Absent);
        return new ParseStep(length, frame, null);
    }

    public void Restart() => _lineNumber = 0;

    public void Carry(StateCarrier state) => _lineNumber = state.Carry(_lineNumber);

    public void Dispose()
    {
        // Nothing is held between calls.
    }
}
