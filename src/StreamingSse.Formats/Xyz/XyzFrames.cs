using StreamingSse.Formats.Text;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Xyz;

/// <summary>The frames of an xyz file: a count, a comment, and so many lines with one atom each.</summary>
/// <remarks>After damage it goes on at the next line that is a count, or at a comment that cannot be mistaken.</remarks>
internal sealed class XyzFrames(IXyzComment comment)
{
    private readonly AtomBlock _atoms = new();
    private State _state;
    private long _lineNumber = 1;
    private int _atomCount;
    [NotState("of the frame that was given out")] private XyzHeader _header;

    private enum State { Count, Comment, Atoms, Lost }

    public IReadOnlyList<string> Labels => _atoms.Labels;

    /// <summary>What the comment of the last frame said.</summary>
    public ref readonly XyzHeader Header => ref _header;

    /// <summary>Masses as written, in the order of the lines; empty where the file has none.</summary>
    public ReadOnlySpan<double> MassesAmu => _atoms.MassesAmu;

    /// <summary>Place in the frame of each line; empty where they are the same.</summary>
    public ReadOnlySpan<int> SlotOfRow => _atoms.SlotOfRow;

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        var text = new TextLines(lines, _lineNumber);
        Frame? frame = null;
        BadInput? bad = null;
        while (frame is null && bad is null && !text.AtEnd)
            bad = _state == State.Atoms ? ReadAtoms(ref text, out frame) : ReadLine(ref text);
        _lineNumber = text.LineNumber;
        return new ParseStep(text.Position, frame, bad);
    }

    public void Restart() => (_state, _lineNumber) = (State.Count, 1);

    public void Carry(StateCarrier state)
    {
        (_state, _lineNumber, _atomCount) = (state.Carry(_state), state.Carry(_lineNumber), state.Carry(_atomCount));
        _atoms.Carry(state);
        comment.Carry(state);
    }

    private BadInput? ReadLine(ref TextLines text)
    {
        long lineNumber = text.LineNumber;
        ReadOnlySpan<byte> line = text.Next();
        if (_state == State.Lost)
        {
            Search(line, lineNumber);
            return null;
        }
        BadInput? bad = line.Length > TextLimits.MaxHeaderLineBytes
            ? new BadInput($"line {lineNumber}", $"a line of at most {TextLimits.MaxHeaderLineBytes} bytes", "a longer one")
            : _state == State.Comment ? ReadComment(line, lineNumber)
            : ReadCount(line, lineNumber);
        if (bad is not null) Search(line, lineNumber);
        return bad;
    }

    private BadInput? ReadCount(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (WhiteSpace.IsAll(line)) return null;
        if (!Fields.TryInteger(line, out long count)) return new BadInput($"line {lineNumber}", "the number of atoms", FoundText.Of(line));
        if (_atoms.CheckCount(count, lineNumber) is { } bad) return bad;
        (_atomCount, _state) = ((int)count, State.Comment);
        return null;
    }

    private BadInput? ReadComment(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (comment.Read(line, lineNumber, out _header) is { } bad) return bad;
        _atoms.Begin(_header.Columns, _atomCount, lineNumber + 1);
        _state = State.Atoms;
        return null;
    }

    private BadInput? ReadAtoms(ref TextLines text, out Frame? frame)
    {
        frame = null;
        BadInput? bad = _atoms.Read(ref text);
        if (bad is not null)
        {
            long lineNumber = text.LineNumber;
            Search(text.Next(), lineNumber);
            return bad;
        }
        if (!_atoms.IsComplete) return null;
        _state = State.Count;
        frame = _atoms.Finish(_header.Kind, scaled: null, fold: false, lengthA: 1, _header.VelocityAPerPs, out bad);
        if (frame is not null) (frame.Step, frame.TimePs, frame.Cell) = (_header.Step, _header.TimePs, _header.Cell);
        return bad;
    }

    private void Search(ReadOnlySpan<byte> line, long lineNumber)
    {
        bool isKnown = _atoms.AtomCount > 0;
        _state = State.Lost;
        if (Fields.TryInteger(line, out _)) _state = ReadCount(line, lineNumber) is null ? State.Comment : State.Lost;
        else if (isKnown && comment.IsUnmistakable(line))
        {
            _atomCount = _atoms.AtomCount;
            ReadComment(line, lineNumber);
        }
    }
}
