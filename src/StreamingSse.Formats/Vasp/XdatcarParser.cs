using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Vasp;

/// <summary>VASP XDATCAR: fixed cell, or a header before every configuration, and restarts with a header in mid-file.</summary>
/// <remarks>
/// Positions come out folded into the cell, Å. <see cref="Frame.Step"/> is the configuration's number as written (null where there is none,
/// as between blank lines, or where it is stars); what it means in time is for the follower to say, and <see cref="HeaderCount"/> tells it
/// of restarts.
/// Refused: VASP 4.6 files without a cell, Cartesian coordinates, three scale factors, a later header with other species or counts.
/// </remarks>
public sealed class XdatcarParser : IFrameParser
{
    private static readonly AtomColumns Columns = new(["a", "b", "c"]) { Position = [0, 1, 2] };

    private readonly XdatcarHeader _header = new(), _first = new();
    private readonly AtomBlock _atoms = new();
    private State _state;
    private Cell? _cell;
    [NotState("none where a frame was given out")] private BadInput? _refused;
    private long _lineNumber = 1;
    private long? _number;
    private int _configurationsSinceHeader;
    private bool _isBlankBehind, _cellVaries, _isHeaderLikely, _isHeaderMissed;

    private enum State { Title, Header, Between, Atoms, Lost }

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    /// <summary>Headers read in this file so far: one more than at the last frame means a restart, or a cell that changes.</summary>
    public int HeaderCount { get; private set; }

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        var text = new TextLines(lines, _lineNumber);
        Frame? frame = null;
        BadInput? bad = null;
        while (frame is null && bad is null && !text.AtEnd)
            bad = _state switch
            {
                State.Atoms => ReadAtoms(ref text, out frame),
                State.Between => ReadBetween(ref text),
                _ => ReadLine(ref text),
            };
        _lineNumber = text.LineNumber;
        return new ParseStep(text.Position, frame, bad);
    }

    public void Restart()
    {
        (_state, _lineNumber, HeaderCount, _cell, _refused) = (State.Title, 1, 0, null, null);
        (_configurationsSinceHeader, _isBlankBehind, _cellVaries, _isHeaderLikely, _isHeaderMissed) = (0, false, false, false, false);
    }

    public void Carry(StateCarrier state)
    {
        (_state, _cell, _lineNumber, _number) = (state.Carry(_state), state.Carry(_cell), state.Carry(_lineNumber), state.Carry(_number));
        (_configurationsSinceHeader, _isBlankBehind, _cellVaries) = (state.Carry(_configurationsSinceHeader), state.Carry(_isBlankBehind), state.Carry(_cellVaries));
        (_isHeaderLikely, _isHeaderMissed) = (state.Carry(_isHeaderLikely), state.Carry(_isHeaderMissed));
        (HeaderCount, AtomLabels) = (state.Carry(HeaderCount), state.Carry(AtomLabels));
        _header.Carry(state);
        _first.Carry(state);
        _atoms.Carry(state);
    }

    public void Dispose()
    {
        // Nothing is held between calls: a frame is rented when its last line was read.
    }

    private BadInput? ReadLine(ref TextLines text)
    {
        long lineNumber = text.LineNumber;
        ReadOnlySpan<byte> line = text.Next();
        if (_state == State.Lost) return Search(line, lineNumber);
        if (_state == State.Title)
        {
            BeginHeader();
            return null;
        }
        if (_header.Read(line, lineNumber) is { } bad)
        {
            _isHeaderMissed |= _header.IsBegun;
            return Lose(bad, line, lineNumber);
        }
        return _header.IsComplete ? TakeHeader(lineNumber) : null;
    }

    /// <summary>Between two configurations: the next one, a blank line before it, or the title of a new header.</summary>
    private BadInput? ReadBetween(ref TextLines text)
    {
        long lineNumber = text.LineNumber;
        ReadOnlySpan<byte> line = text.Peek();
        Span<double> values = [0, 0, 0];
        if (WhiteSpace.IsAll(line)) _isBlankBehind = true;
        else if (XdatcarConfiguration.TryRead(line, out _number)) return BeginAtoms(ref text, isLineUsed: true);
        else if (_isBlankBehind && Fields.TryNumbers(line, values)) return BeginAtoms(ref text, isLineUsed: false);
        else if (_isBlankBehind && Fields.TryNumbers(line, values[..1]))
        {
            BeginHeader(); // the blank line was its title
            return null;
        }
        else if (_configurationsSinceHeader == 0)
        {
            text.Next();
            return Lose(new BadInput($"line {lineNumber}", "'Direct configuration=' and its number", FoundText.Of(line)), line, lineNumber);
        }
        else BeginHeader();
        text.Next();
        return null;
    }

    private void BeginHeader()
    {
        _header.Begin();
        _state = State.Header;
    }

    private BadInput? TakeHeader(long lineNumber)
    {
        HeaderCount++;
        _cellVaries = _configurationsSinceHeader == 1 && _cell is { } last && !last.HasSameEdges(_header.Cell);
        (_cell, _configurationsSinceHeader, _state) = (_header.Cell, 0, State.Between);
        (_isBlankBehind, _isHeaderLikely, _isHeaderMissed) = (false, false, false);
        _refused = _atoms.AtomCount > 0 && !_header.HasSpeciesOf(_first)
            ? new BadInput($"line {lineNumber}", $"{_first.Composition}, as in the first header", _header.Composition)
            : _atoms.CheckCount(_header.AtomCount, lineNumber);
        if (_atoms.AtomCount == 0) _first.CopySpeciesFrom(_header);
        if (_refused is not null) _state = State.Lost;
        return _refused;
    }

    private BadInput? BeginAtoms(ref TextLines text, bool isLineUsed)
    {
        BadInput? bad = Begin(text.LineNumber, text.LineNumber + (isLineUsed ? 1 : 0));
        if (isLineUsed || bad is not null) text.Next();
        return bad;
    }

    private BadInput? Begin(long lineNumber, long firstLine)
    {
        _state = State.Lost;
        if (_refused is not null) return _refused with { Where = $"line {lineNumber}" };
        if (_isHeaderMissed) return new BadInput($"line {lineNumber}", "a header that can be read, after one that could not", "none");
        if (_cell is null)
            return new BadInput($"line {lineNumber}", "a header with the cell before the first configuration", "none that could be read");
        if (_cellVaries && _configurationsSinceHeader > 0)
            return new BadInput($"line {lineNumber}", "a header before each configuration, as the cell changes", "none that could be read");
        _atoms.Begin(Columns, (int)_header.AtomCount, firstLine);
        _configurationsSinceHeader++;
        _isBlankBehind = false;
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
            return Lose(bad, text.Next(), lineNumber);
        }
        if (!_atoms.IsComplete) return null;
        _state = State.Between;
        frame = _atoms.Finish(PositionKind.Wrapped, _cell, fold: true, lengthA: 1, velocityAPerPs: 1, out bad);
        if (frame is null) return bad;
        if (AtomLabels.Count == 0) AtomLabels = _first.Labels();
        (frame.Step, frame.Cell) = (_number, _cell);
        return null;
    }

    private BadInput Lose(BadInput bad, ReadOnlySpan<byte> line, long lineNumber)
    {
        (_state, _isHeaderLikely) = (State.Lost, false);
        Search(line, lineNumber);
        return bad;
    }

    /// <summary>Looks for the next configuration, and for a header before it: with a cell of another moment its positions would be
    /// wrong.</summary>
    private BadInput? Search(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_isHeaderLikely)
        {
            _isHeaderLikely = _header.Read(line, lineNumber) is null;
            if (_isHeaderLikely) return _header.IsComplete ? TakeHeader(lineNumber) : null;
        }
        if (XdatcarConfiguration.TryFind(line, out _number)) return Begin(lineNumber, lineNumber + 1);
        _header.Begin();
        _isHeaderLikely = _header.Read(line, lineNumber) is null;
        _isHeaderMissed |= XdatcarHeader.IsOfWholeNumbers(line); // scale or counts: no atom's line is like that
        return null;
    }
}
