using System.Text;
using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Xyz;

/// <summary>The comment of ASE's extxyz, of LAMMPS <c>dump xyz</c>, or of any plain xyz (where it says nothing).</summary>
/// <param name="velocityAPerPs">Unit of velocity columns, Å/ps; NaN: as the column's name says.</param>
/// <param name="timePs">Unit of a bare <c>time=</c>, ps; NaN: it is not known, and the time is left open.</param>
internal sealed class ExtendedXyzComment(double velocityAPerPs, double timePs) : IXyzComment
{
    [NotState("of the frame that was given out")] private readonly double[] _edges = new double[9], _originA = new double[3];
    private byte[] _propertyText = [];
    private XyzProperties? _properties;
    private bool _needsProperties, _needsLattice;   // what one frame has, every later one has to have

    public bool IsUnmistakable(ReadOnlySpan<byte> line) =>
        line.StartsWith("Atoms. Timestep:"u8) || line.IndexOf("Properties="u8) >= 0 || line.IndexOf("Lattice="u8) >= 0;

    public BadInput? Read(ReadOnlySpan<byte> line, long lineNumber, out XyzHeader header)
    {
        header = new XyzHeader(XyzProperties.Plain.Columns, PositionKind.Wrapped, null, null, double.NaN);
        if (IsDumpXyz(line, ref header)) return null;
        XyzProperties? properties = null;
        bool hasLattice = false, hasOrigin = false, isPeriodic = true;
        _originA.AsSpan().Clear();
        var pairs = new KeyValues(line);
        while (pairs.TryNext(out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
        {
            BadInput? bad = null;
            if (Is(key, "Properties")) bad = ReadProperties(value, lineNumber, out properties);
            else if (Is(key, "Lattice")) bad = ReadNumbers(value, _edges, "Lattice", lineNumber, ref hasLattice);
            else if (Is(key, "Origin")) bad = ReadNumbers(value, _originA, "Origin", lineNumber, ref hasOrigin);
            else if (Is(key, "pbc")) isPeriodic = value.IndexOfAny("Tt1"u8) >= 0;
            else ReadMoment(key, value, ref header);
            if (bad is not null) return bad;
        }
        if (Check(line, lineNumber, pairs.IsBroken, hasLattice, properties is not null) is { } wrong) return wrong;
        properties ??= XyzProperties.Plain;
        Cell? cell = hasLattice ? MakeCell() : null;
        if (cell is { IsValid: false })
            return new BadInput($"line {lineNumber}, Lattice", "three edge vectors that span a volume", FoundText.Of(line));
        header = header with
        {
            Columns = properties.Columns,
            Cell = cell,
            Kind = isPeriodic ? PositionKind.Wrapped : PositionKind.Unwrapped,
            AreMomenta = properties.AreMomenta,
            VelocityAPerPs = double.IsNaN(velocityAPerPs) || properties.AreMomenta ? properties.VelocityAPerPs : velocityAPerPs,
        };
        return null;
    }

    public void Carry(StateCarrier state)
    {
        (_needsProperties, _needsLattice, _propertyText) = (state.Carry(_needsProperties), state.Carry(_needsLattice), state.Carry(_propertyText));
        if (state.IsLoading && _propertyText.Length > 0) _properties = XyzProperties.Read(_propertyText, "checkpoint", out _);
    }

    private BadInput? Check(ReadOnlySpan<byte> line, long lineNumber, bool isBroken, bool hasLattice, bool hasProperties)
    {
        _needsLattice |= hasLattice;
        _needsProperties |= hasProperties;
        // A plain xyz may have anything in its comment, an open quote too.
        string? expected = isBroken && IsUnmistakable(line) ? "quotes that are closed"
            : _needsProperties && !hasProperties ? "Properties, as in the frames before"
            : _needsLattice && !hasLattice ? "a Lattice, as in the frames before" : null;
        return expected is null ? null : new BadInput($"line {lineNumber}", expected, FoundText.Of(line));
    }

    private static bool IsDumpXyz(ReadOnlySpan<byte> line, ref XyzHeader header)
    {
        if (!line.StartsWith("Atoms. Timestep:"u8)) return false;
        var fields = new Fields(line["Atoms. Timestep:"u8.Length..]);
        if (fields.TryNext(out ReadOnlySpan<byte> first) && IntegerText.TryParse(first, out long step))
            header = header with { Step = step };
        return true;
    }

    private void ReadMoment(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ref XyzHeader header)
    {
        bool isStep = Is(key, "step") || Is(key, "timestep") || Is(key, "md_step");
        if (isStep && IntegerText.TryParse(value, out long step)) header = header with { Step = step };
        double unitPs = Is(key, "time_ps") ? 1 : Is(key, "time_fs") ? 1 / Units.FsPerPs : Is(key, "time") ? timePs : double.NaN;
        if (!double.IsNaN(unitPs) && DecimalText.TryParse(value, out double time)) header = header with { TimePs = time * unitPs };
    }

    private BadInput? ReadProperties(ReadOnlySpan<byte> value, long lineNumber, out XyzProperties? properties)
    {
        BadInput? bad = null;
        if (_properties is null || !value.SequenceEqual(_propertyText))
        {
            _properties = XyzProperties.Read(value, $"line {lineNumber}", out bad);
            _propertyText = value.ToArray();
        }
        properties = _properties;
        return bad;
    }

    private static BadInput? ReadNumbers(ReadOnlySpan<byte> value, double[] numbers, string key, long lineNumber, ref bool found)
    {
        found = true;
        return Fields.TryNumbers(value, numbers)
            ? null : new BadInput($"line {lineNumber}, {key}", $"{numbers.Length} finite numbers", FoundText.Of(value));
    }

    private Cell MakeCell() => new(
        _edges[0], _edges[1], _edges[2], _edges[3], _edges[4], _edges[5], _edges[6], _edges[7], _edges[8],
        _originA[0], _originA[1], _originA[2]);

    private static bool Is(ReadOnlySpan<byte> key, string name) => Ascii.EqualsIgnoreCase(key, name);
}
