using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Lammps;

/// <summary>The lines of a dump frame before its atoms: <c>ITEM: UNITS, TIME, TIMESTEP, NUMBER OF ATOMS, BOX BOUNDS, ATOMS</c>.</summary>
/// <remarks>The first two are optional; UNITS is written once and holds for the rest of the file.</remarks>
internal sealed class LammpsHeader
{
    private byte[] _columnText = [];
    private LammpsColumns? _columns;
    private Item _last = Item.None;
    private bool _expectsValue;

    /// <summary>In the order in which LAMMPS writes them.</summary>
    private enum Item { None, Units, Time, Step, Count, Box, Atoms }

    /// <summary>The style that the file names; null before it does.</summary>
    public LammpsUnits? Units { get; private set; }

    /// <summary>The file names a style, once for all its frames, and it cannot be read.</summary>
    public bool AreUnitsLost { get; private set; }

    /// <summary>In the file's unit; NaN where it is not written.</summary>
    public double Time { get; private set; } = double.NaN;

    public long Step { get; private set; }

    public long AtomCount { get; private set; }

    public LammpsBox Box { get; } = new();

    public LammpsColumns Columns => _columns ?? throw new InvalidOperationException("the header is not complete");

    /// <summary>The atoms' lines come next.</summary>
    public bool IsComplete => _last == Item.Atoms;

    /// <summary>The file begins anew.</summary>
    public void Restart()
    {
        (Units, AreUnitsLost) = (null, false);
        Clear();
    }

    /// <summary>The next frame begins.</summary>
    public void Clear() => (_last, _expectsValue, Time) = (Item.None, false, double.NaN);

    public BadInput? Read(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (line.Length > TextLimits.MaxHeaderLineBytes)
            return new BadInput($"line {lineNumber}", $"a line of at most {TextLimits.MaxHeaderLineBytes} bytes", "a longer one");
        if (_last == Item.None && WhiteSpace.IsAll(line)) return null;
        if (_expectsValue) return ReadValue(line, lineNumber);

        Item item = line.StartsWith("ITEM: "u8) ? ItemOf(line) : Item.None;
        // TIMESTEP may come first; from there on every item has one follower.
        bool fits = item != Item.None && (item <= Item.Step ? _last < item : item == _last + 1);
        if (!fits) return new BadInput($"line {lineNumber}", Expected(), FoundText.Of(line));
        _last = item;
        _expectsValue = item != Item.Atoms;
        if (item == Item.Box && !Box.TryBegin(line["ITEM: BOX BOUNDS"u8.Length..]))
            return new BadInput($"line {lineNumber}", "ITEM: BOX BOUNDS [xy xz yz | abc origin] with three boundaries such as pp",
                FoundText.Of(line));
        return item == Item.Atoms ? ReadColumns(line["ITEM: ATOMS"u8.Length..], lineNumber) : null;
    }

    /// <summary>Begins a new frame where a line ends with a frame's first item, also behind the stump of a line that was never
    /// finished.</summary>
    public bool TryBeginAt(ReadOnlySpan<byte> line)
    {
        int start = line.LastIndexOf("ITEM: "u8);
        Item item = start < 0 ? Item.None : ItemOf(line[start..]);
        if (item is Item.None or > Item.Step) return false;
        bool isOfLostFrame = start == 0 && _last is Item.Units or Item.Time && item > _last; // its units or time were no good
        Clear();
        if (isOfLostFrame)
        {
            if (item != Item.Step) _last = item;
            return false;
        }
        (_last, _expectsValue) = (item, true);
        return true;
    }

    public void Carry(StateCarrier state)
    {
        string? style = state.Carry(Units?.Style);
        if (state.IsLoading) Units = style is null ? null : LammpsUnits.Find(style);
        _columnText = state.Carry(_columnText);
        if (state.IsLoading && _columnText.Length > 0) _columns = LammpsColumns.Read(_columnText, "checkpoint", out _);
        (_last, _expectsValue, AreUnitsLost) = (state.Carry(_last), state.Carry(_expectsValue), state.Carry(AreUnitsLost));
        (Time, Step, AtomCount) = (state.Carry(Time), state.Carry(Step), state.Carry(AtomCount));
        Box.Carry(state);
    }

    private BadInput? ReadValue(ReadOnlySpan<byte> line, long lineNumber)
    {
        _expectsValue = _last == Item.Box;
        switch (_last)
        {
            case Item.Units:
                Units = LammpsUnits.Find(line.Trim(" \t\r"u8));
                AreUnitsLost = Units is null;
                return Units is not null
                    ? null : new BadInput($"line {lineNumber}", $"a units style ({LammpsUnits.Known})", FoundText.Of(line));
            case Item.Time:
                double time = double.NaN;
                bool good = Fields.TryNumbers(line, new Span<double>(ref time));
                Time = time;
                return good ? null : new BadInput($"line {lineNumber}", "the time", FoundText.Of(line));
            case Item.Step:
                bool isStep = Fields.TryInteger(line, out long step);
                Step = step;
                return isStep ? null : new BadInput($"line {lineNumber}", "the step number", FoundText.Of(line));
            case Item.Count:
                bool isCount = Fields.TryInteger(line, out long count);
                AtomCount = count;
                return isCount ? null : new BadInput($"line {lineNumber}", "the number of atoms", FoundText.Of(line));
            default:
                BadInput? bad = Box.Read(line, lineNumber);
                _expectsValue = !Box.IsComplete;
                return bad;
        }
    }

    private BadInput? ReadColumns(ReadOnlySpan<byte> names, long lineNumber)
    {
        if (_columns is not null && names.SequenceEqual(_columnText)) return null;
        _columns = LammpsColumns.Read(names, $"line {lineNumber}", out BadInput? bad);
        _columnText = names.ToArray();
        return bad;
    }

    private string Expected() => _last switch
    {
        Item.Step => "ITEM: NUMBER OF ATOMS",
        Item.Count => "ITEM: BOX BOUNDS",
        Item.Box => "ITEM: ATOMS",
        _ => "ITEM: TIMESTEP",
    };

    private static Item ItemOf(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = line["ITEM: "u8.Length..].TrimEnd(" \t\r"u8);
        if (name.SequenceEqual("UNITS"u8)) return Item.Units;
        if (name.SequenceEqual("TIME"u8)) return Item.Time;
        if (name.SequenceEqual("TIMESTEP"u8)) return Item.Step;
        if (name.SequenceEqual("NUMBER OF ATOMS"u8)) return Item.Count;
        if (name.SequenceEqual("BOX BOUNDS"u8) || name.StartsWith("BOX BOUNDS "u8)) return Item.Box;
        return name.StartsWith("ATOMS "u8) ? Item.Atoms : Item.None;
    }
}
