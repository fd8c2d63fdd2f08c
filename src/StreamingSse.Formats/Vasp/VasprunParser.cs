using StreamingSse.Formats.Text;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Vasp;

/// <summary>VASP's vasprun.xml, line by line, so that an unfinished file is read too: the structure of each calculation.</summary>
/// <remarks>Cell and fractional positions; no velocities, steps or times. VASP puts each element that matters on a line of its own.</remarks>
public sealed class VasprunParser : IFrameParser
{
    private readonly VaspConfiguration _configuration = new();
    private Place _place;
    private long _lineNumber = 1;
    private bool _areLabelsKnown;

    private enum Place { Outside, Atoms, Calculation, Structure, Basis, Positions, Lost }

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        var text = new TextLines(lines, _lineNumber);
        Frame? frame = null;
        BadInput? bad = null;
        while (frame is null && bad is null && !text.AtEnd)
        {
            long lineNumber = text.LineNumber;
            bad = Read(text.Next().Trim(" \t\r"u8), lineNumber, out frame);
        }
        _lineNumber = text.LineNumber;
        return new ParseStep(text.Position, frame, bad);
    }

    public void Restart() => (_place, _lineNumber) = (Place.Outside, 1);

    public void Carry(StateCarrier state)
    {
        (_place, _lineNumber) = (state.Carry(_place), state.Carry(_lineNumber));
        (_areLabelsKnown, AtomLabels) = (state.Carry(_areLabelsKnown), state.Carry(AtomLabels));
        _configuration.Carry(state);
    }

    public void Dispose()
    {
        // A frame is rented only when its last line was read.
    }

    private BadInput? Read(ReadOnlySpan<byte> line, long lineNumber, out Frame? frame)
    {
        frame = null;
        if (line.IsEmpty || line[0] != (byte)'<') return null;
        if (line.StartsWith("<calculation"u8))
        {
            bool isCut = _place is Place.Basis or Place.Positions or Place.Structure;
            _place = Place.Calculation;
            return isCut ? new BadInput($"line {lineNumber}", "the end of a structure", "the next calculation") : null;
        }
        switch (_place)
        {
            case Place.Outside when !_areLabelsKnown && line.StartsWith("<array name=\"atoms\""u8):
                _configuration.Labels.Clear();
                _place = Place.Atoms;
                break;
            case Place.Atoms:
                ReadLabel(line);
                break;
            case Place.Calculation when line.SequenceEqual("<structure>"u8) || line.SequenceEqual("<structure >"u8):
                _configuration.BeginCell();
                _configuration.BeginRows();
                _place = Place.Structure;
                break;
            case Place.Structure:
                return ReadStructure(line, lineNumber, out frame);
            case Place.Basis or Place.Positions:
                return ReadRow(line, lineNumber);
            default:
                break;
        }
        return null;
    }

    // <rc><c>Si</c><c>   1</c></rc>
    private void ReadLabel(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("</array>"u8))
        {
            _place = Place.Outside;
            _areLabelsKnown = _configuration.Labels.Count > 0;
            AtomLabels = _areLabelsKnown ? [.. _configuration.Labels] : [];
        }
        else if (line.StartsWith("<rc><c>"u8) && line[7..].IndexOf((byte)'<') is > 0 and <= TextLimits.MaxLabelBytes and var length)
            _configuration.Labels.Add(System.Text.Encoding.ASCII.GetString(line.Slice(7, length)).Trim());
    }

    private BadInput? ReadStructure(ReadOnlySpan<byte> line, long lineNumber, out Frame? frame)
    {
        frame = null;
        if (line.StartsWith("<varray name=\"basis\""u8)) _place = Place.Basis;
        else if (line.StartsWith("<varray name=\"positions\""u8)) _place = Place.Positions;
        else if (line.StartsWith("</structure>"u8))
        {
            _place = Place.Lost; // until the next calculation
            frame = _configuration.Finish(areFractions: true);
            if (frame is null) return new BadInput($"line {lineNumber}", $"a cell and the positions of {_configuration.Labels.Count} atoms before it", "others, or fewer");
        }
        return null;
    }

    private BadInput? ReadRow(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (line.StartsWith("</varray>"u8))
        {
            _place = Place.Structure;
            return null;
        }
        bool isRow = line.StartsWith("<v>"u8) && line.EndsWith("</v>"u8);
        ReadOnlySpan<byte> numbers = isRow ? line[3..^4] : default;
        if (isRow && Fields.Count(numbers) == 3 && (_place == Place.Basis ? _configuration.TryAddEdge(numbers) : _configuration.TryAddRow(numbers))) return null;
        _place = Place.Lost;
        return new BadInput($"line {lineNumber}", "three numbers between <v> and </v>, for each atom once", FoundText.Of(line));
    }
}
