using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Vasp;

/// <summary>The header of an XDATCAR behind its comment line: scale, three edge vectors, names (not before VASP 5), counts.</summary>
internal sealed class XdatcarHeader
{
    private readonly double[] _edges = new double[9];
    private byte[] _nameText = [], _countText = [];
    private double _scale;
    private Part _next;

    private enum Part { Scale, A, B, C, Names, Counts, Done }

    public bool IsComplete => _next == Part.Done;

    /// <summary>At least the scale was there: what follows is no stray line.</summary>
    public bool IsBegun => _next > Part.Scale;

    public Cell Cell { get; private set; }

    public long AtomCount { get; private set; }

    /// <summary>Names and counts, as messages show them.</summary>
    public string Composition => string.Join(' ', Species().Select(specie => $"{specie.Name}×{specie.Count}"));

    /// <summary>The next line is the scale.</summary>
    public void Begin() => _next = Part.Scale;

    public BadInput? Read(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_next == Part.Names && StartsWithLetter(line))
        {
            Keep(line, ref _nameText);
            _next = Part.Counts;
            return null;
        }
        string? expected = _next switch
        {
            Part.Scale => Fields.TryNumbers(line, new Span<double>(ref _scale)) && _scale != 0 ? null
                : "one scale factor (files of VASP 4.6, which hold no cell, cannot be read)",
            Part.Names or Part.Counts => TryCounts(line) ? null : "the number of atoms of each specie",
            _ => Fields.TryNumbers(line, _edges.AsSpan(3 * (_next - Part.A), 3)) ? null : "three components of an edge vector",
        };
        if (expected is not null) return new BadInput($"line {lineNumber}", expected, FoundText.Of(line));
        if (_next == Part.Names) Keep([], ref _nameText);
        _next = _next >= Part.Names ? Part.Done : _next + 1;
        return _next != Part.Names || TryMakeCell() ? null
            : new BadInput($"line {lineNumber}", "three edge vectors that span a volume", FoundText.Of(line));
    }

    public void Carry(StateCarrier state)
    {
        (_nameText, _countText, _scale, _next) = (state.Carry(_nameText), state.Carry(_countText), state.Carry(_scale), state.Carry(_next));
        (Cell, AtomCount) = (state.Carry(Cell), state.Carry(AtomCount));
        state.Fill<double>(_edges);
    }

    /// <summary>Names and counts are those of another header.</summary>
    public bool HasSpeciesOf(XdatcarHeader other) =>
        _nameText.AsSpan().SequenceEqual(other._nameText) && _countText.AsSpan().SequenceEqual(other._countText);

    public void CopySpeciesFrom(XdatcarHeader other) =>
        (_nameText, _countText, AtomCount) = ([.. other._nameText], [.. other._countText], other.AtomCount);

    /// <summary>One label for each atom: the specie's name, or its number where there are no names.</summary>
    public IReadOnlyList<string> Labels() => [.. Species().SelectMany(specie => Enumerable.Repeat(specie.Name, (int)specie.Count))];

    private List<(string Name, long Count)> Species()
    {
        string[] names = WhiteSpace.Split(_nameText), counts = WhiteSpace.Split(_countText);
        return [.. counts.Select((count, i) => (names.Length == 0 ? $"{i + 1}" : names[i], long.Parse(count)))];
    }

    /// <summary>As counts are, and a scale may be.</summary>
    public static bool IsOfWholeNumbers(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        int count = 0;
        for (; fields.TryNext(out ReadOnlySpan<byte> field); count++)
            if (!IntegerText.TryParse(field, out _)) return false;
        return count > 0;
    }

    private bool TryCounts(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        long sum = 0;
        int species = 0;
        for (; fields.TryNext(out ReadOnlySpan<byte> field); species++)
        {
            if (!IntegerText.TryParse(field, out long count) || count < 1 || count > TextLimits.MaxAtomCount) return false;
            sum += count;
        }
        if (species == 0 || (_next == Part.Counts && species != Fields.Count(_nameText))) return false;
        Keep(line, ref _countText);
        AtomCount = sum;
        return true;
    }

    /// <summary>A negative scale is the volume in Å³; a positive one multiplies the edges.</summary>
    private bool TryMakeCell()
    {
        var bare = new Cell(_edges[0], _edges[1], _edges[2], _edges[3], _edges[4], _edges[5], _edges[6], _edges[7], _edges[8]);
        double u = _scale > 0 ? _scale : Math.Cbrt(-_scale / bare.VolumeA3);
        Cell = new Cell(
            bare.AxA * u, bare.AyA * u, bare.AzA * u, bare.BxA * u, bare.ByA * u, bare.BzA * u, bare.CxA * u, bare.CyA * u, bare.CzA * u);
        return Cell.IsValid;
    }

    private static bool StartsWithLetter(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        return fields.TryNext(out ReadOnlySpan<byte> first) && char.IsAsciiLetter((char)first[0]);
    }

    /// <summary>Keeps the words of a line; the same line again, as a changing cell brings it, costs no memory.</summary>
    private static void Keep(ReadOnlySpan<byte> line, ref byte[] kept)
    {
        ReadOnlySpan<byte> words = line.Trim(" \t\r"u8);
        if (!words.SequenceEqual(kept)) kept = words.ToArray();
    }
}
