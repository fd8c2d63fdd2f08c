using StreamingSse.Formats.Text;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Vasp;

/// <summary>The ionic steps of a VASP OUTCAR: lattice vectors, and the positions in the table with the forces, which are passed over.</summary>
/// <remarks>Positions of five decimals, Å: XDATCAR and vasprun.xml have more. No velocities, steps or times.</remarks>
public sealed class OutcarParser : IFrameParser
{
    private const int LatticeColumns = 6, TableColumns = 6;
    private readonly VaspConfiguration _configuration = new();
    private readonly List<string> _species = [];
    private Place _place;
    private long _lineNumber = 1;
    private bool _areLabelsKnown, _isCellBad;

    private enum Place { Outside, Lattice, TableHead, Table }

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        var text = new TextLines(lines, _lineNumber);
        Frame? frame = null;
        BadInput? bad = null;
        while (frame is null && bad is null && !text.AtEnd)
        {
            long lineNumber = text.LineNumber;
            bad = Read(text.Next(), lineNumber, out frame);
        }
        _lineNumber = text.LineNumber;
        return new ParseStep(text.Position, frame, bad);
    }

    public void Restart()
    {
        (_place, _lineNumber, _isCellBad) = (Place.Outside, 1, false);
        if (!_areLabelsKnown) _species.Clear();
        _configuration.BeginCell();
    }

    public void Carry(StateCarrier state)
    {
        (_place, _lineNumber) = (state.Carry(_place), state.Carry(_lineNumber));
        (_areLabelsKnown, _isCellBad, AtomLabels) = (state.Carry(_areLabelsKnown), state.Carry(_isCellBad), state.Carry(AtomLabels));
        IReadOnlyList<string> species = state.Carry(_species);
        if (state.IsLoading) _species.AddRange(species);
        _configuration.Carry(state);
    }

    public void Dispose()
    {
        // A frame is rented only when its last line was read.
    }

    private BadInput? Read(ReadOnlySpan<byte> line, long lineNumber, out Frame? frame)
    {
        frame = null;
        switch (_place)
        {
            case Place.Lattice:
                if (Fields.Count(line) == LatticeColumns && _configuration.TryAddEdge(line)) _place = _configuration.HasCell ? Place.Outside : Place.Lattice;
                else (_place, _isCellBad) = (Place.Outside, true);
                return null;
            case Place.TableHead:
                _place = line.TrimStart((byte)' ').StartsWith("----"u8) ? Place.Table : Place.Outside;
                return null;
            case Place.Table:
                return ReadRow(line, lineNumber, out frame);
            default:
                ReadHeading(line);
                return null;
        }
    }

    private void ReadHeading(ReadOnlySpan<byte> line)
    {
        if (!_areLabelsKnown && line.IndexOf("VRHFIN ="u8) is >= 0 and var at && line[(at + 8)..].IndexOf((byte)':') is > 0 and <= TextLimits.MaxLabelBytes and var length)
            _species.Add(System.Text.Encoding.ASCII.GetString(line.Slice(at + 8, length)).Trim());
        else if (!_areLabelsKnown && line.IndexOf("ions per type ="u8) is >= 0 and var counts) TakeCounts(line[(counts + 15)..]);
        else if (line.IndexOf("direct lattice vectors"u8) is >= 0 and < 12 && line.IndexOf("reciprocal"u8) > 0)
        {
            _configuration.BeginCell();
            (_place, _isCellBad) = (Place.Lattice, false);
        }
        else if (_areLabelsKnown && line.StartsWith(" POSITION "u8) && line.IndexOf("TOTAL-FORCE"u8) > 0)
        {
            _configuration.BeginRows();
            _place = Place.TableHead;
        }
    }

    private void TakeCounts(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        _configuration.Labels.Clear();
        for (int specie = 0; specie < _species.Count && fields.TryNext(out ReadOnlySpan<byte> field) && IntegerText.TryParse(field, out long count); specie++)
        {
            if (count < 1 || count > TextLimits.MaxAtomCount / 10) return;
            _configuration.Labels.AddRange(Enumerable.Repeat(_species[specie], (int)count));
        }
        _areLabelsKnown = _configuration.Labels.Count > 0;
        AtomLabels = [.. _configuration.Labels];
    }

    private BadInput? ReadRow(ReadOnlySpan<byte> line, long lineNumber, out Frame? frame)
    {
        frame = null;
        bool isEnd = line.TrimStart((byte)' ').StartsWith("----"u8);
        if (!isEnd && Fields.Count(line) == TableColumns && _configuration.TryAddRow(line)) return null;
        _place = Place.Outside;
        if (!isEnd) return new BadInput($"line {lineNumber}", $"position and force of one of {_configuration.Labels.Count} atoms", FoundText.Of(line));
        if (!_isCellBad) frame = _configuration.Finish(areFractions: false);
        return frame is not null ? null : new BadInput($"line {lineNumber}", $"three lattice vectors and {_configuration.Labels.Count} positions before it", "others, or fewer");
    }
}
