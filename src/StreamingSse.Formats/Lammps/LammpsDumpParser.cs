using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Lammps;

/// <summary>LAMMPS dump text, styles <c>custom</c> and <c>atom</c>, columns in any order.</summary>
/// <remarks>
/// Frames are in the order of ascending ids; the ids of the first frame are those of all. A frame that is cut, or in which an atom is lost,
/// doubled or not a number, is rejected whole, and reading goes on at the next frame's first item, wherever in a line it stands.
/// <see cref="Frame.TimePs"/> is set where the file has <c>ITEM: TIME</c>.
/// </remarks>
public sealed class LammpsDumpParser : IFrameParser
{
    private readonly LammpsUnits _statedUnits;
    private readonly LammpsHeader _header = new();
    private readonly AtomBlock _atoms = new();
    private long _lineNumber = 1;
    private bool _inAtoms, _isLost;

    /// <param name="unitsStyle">The run's <c>units</c> style; <c>ITEM: UNITS</c> in the file wins over it.</param>
    public LammpsDumpParser(string unitsStyle = "metal") =>
        _statedUnits = LammpsUnits.Find(unitsStyle) ?? throw new BadInputException("LAMMPS units", LammpsUnits.Known, $"'{unitsStyle}'");

    public IReadOnlyList<string> AtomLabels => _atoms.Labels;

    /// <summary>The units in force: the file's own where it names them.</summary>
    public LammpsUnits Units => _header.Units ?? _statedUnits;

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        var text = new TextLines(lines, _lineNumber);
        Frame? frame = null;
        BadInput? bad = null;
        while (frame is null && bad is null && !text.AtEnd)
            bad = _inAtoms ? ReadAtoms(ref text, out frame) : ReadHeader(ref text);
        _lineNumber = text.LineNumber;
        return new ParseStep(text.Position, frame, bad);
    }

    public void Restart()
    {
        _header.Restart();
        (_lineNumber, _inAtoms, _isLost) = (1, false, false);
    }

    public void Carry(StateCarrier state)
    {
        (_lineNumber, _inAtoms, _isLost) = (state.Carry(_lineNumber), state.Carry(_inAtoms), state.Carry(_isLost));
        _header.Carry(state);
        _atoms.Carry(state);
    }

    public void Dispose()
    {
        // Nothing is held between calls: a frame is rented when its last line was read.
    }

    private BadInput? ReadHeader(ref TextLines text)
    {
        long lineNumber = text.LineNumber;
        ReadOnlySpan<byte> line = text.Next();
        if (_isLost)
        {
            _isLost = !_header.TryBeginAt(line);
            return null;
        }
        BadInput? bad = _header.Read(line, lineNumber);
        if (bad is null && _header.IsComplete) bad = _atoms.CheckCount(_header.AtomCount, lineNumber) ?? CheckUnitsAndCell(lineNumber);
        if (bad is not null)
        {
            _isLost = !_header.TryBeginAt(line);
            return bad;
        }
        _inAtoms = _header.IsComplete;
        if (_inAtoms) _atoms.Begin(_header.Columns.Columns, (int)_header.AtomCount, text.LineNumber);
        return null;
    }

    private BadInput? CheckUnitsAndCell(long lineNumber)
    {
        if (_header.AreUnitsLost)
            return new BadInput($"line {lineNumber}", $"a units style ({LammpsUnits.Known}) above, under ITEM: UNITS",
                "none that could be read");
        Cell cell = _header.Box.ToCell(Units.LengthA);
        return cell.IsValid ? null : new BadInput($"line {lineNumber}", "a box with a volume", $"{cell.VolumeA3} Å³ (units {Units.Style})");
    }

    private BadInput? ReadAtoms(ref TextLines text, out Frame? frame)
    {
        frame = null;
        BadInput? bad = _atoms.Read(ref text);
        if (bad is not null)
        {
            long lineNumber = text.LineNumber;
            ReadOnlySpan<byte> line = text.Next();
            if (line.StartsWith("ITEM:"u8))
                bad = new BadInput($"line {lineNumber}", $"{_header.AtomCount} atoms", $"{_atoms.RowCount} before the next item");
            _isLost = !_header.TryBeginAt(line);
            _inAtoms = false;
            return bad;
        }
        if (_atoms.IsComplete)
        {
            frame = Finish(out bad);
            _header.Clear();
            _inAtoms = false;
        }
        return bad;
    }

    private Frame? Finish(out BadInput? bad)
    {
        LammpsUnits units = Units;
        Cell cell = _header.Box.ToCell(units.LengthA);
        LammpsColumns columns = _header.Columns;
        Cell? scaled = columns.IsScaled ? cell : null;
        Frame? frame = _atoms.Finish(columns.Kind, scaled, fold: false, units.LengthA, units.VelocityAPerPs, out bad);
        if (frame is null) return null;
        frame.Step = _header.Step;
        frame.TimePs = _header.Time * units.TimePs;
        frame.Cell = cell;
        return frame;
    }
}
