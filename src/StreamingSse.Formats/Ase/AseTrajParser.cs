using System.Buffers.Binary;
using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Ase;

/// <summary>ASE's .traj, one item after the other.</summary>
/// <remarks>
/// The file is no stream: an index says where the items are. So the bytes that this parser takes are what <see cref="Following.AseTrajFeed"/> cuts out of it: the place in the
/// file where the piece begins, the length of the piece, the length of its JSON, and the piece, which ends with the JSON. Momenta become velocities by the masses in the file, else
/// by those of the elements. Times are known only where <c>info</c> holds <c>time_ps</c>, steps where it holds <c>step</c>.
/// </remarks>
internal sealed class AseTrajParser : IFrameParser
{
    /// <summary>Bytes before each piece: three numbers of 64 bits.</summary>
    public const int PrefixBytes = 24;

    private readonly double[] _cell = new double[9];
    private double[] _massesAmu = [];
    private FramePool? _pool;
    private long _itemIndex;

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        if (lines.Length < PrefixBytes) return default;
        long pieceAt = BinaryPrimitives.ReadInt64LittleEndian(lines), length = BinaryPrimitives.ReadInt64LittleEndian(lines[8..]);
        long json = BinaryPrimitives.ReadInt64LittleEndian(lines[16..]);
        if (lines.Length - PrefixBytes < length) return default;
        int consumed = PrefixBytes + (int)length;
        ReadOnlySpan<byte> piece = lines[PrefixBytes..consumed];
        BadInput? bad = Read(piece, pieceAt, (int)json, out Frame? frame);
        _itemIndex++;
        return new ParseStep(consumed, frame, bad);
    }

    public void Restart() => _itemIndex = 0;

    public void Carry(StateCarrier state)
    {
        (_massesAmu, _itemIndex, AtomLabels) = (state.Carry(_massesAmu), state.Carry(_itemIndex), state.Carry(AtomLabels));
        state.Fill<double>(_cell);
        _pool = FramePool.Carry(state, _pool);
    }

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private BadInput? Read(ReadOnlySpan<byte> piece, long pieceAt, int jsonBytes, out Frame? frame)
    {
        frame = null;
        UlmItem item = UlmItem.Read(piece[^jsonBytes..], _cell);
        UlmArray positions = item.Positions;
        if (item.IsBigEndian) return Bad("numbers in little-endian order", "big-endian");
        if (!TryTake(piece, pieceAt, positions, 3, out ReadOnlySpan<byte> positionBytes) || positions.Rows > TextLimits.MaxAtomCount)
            return Bad("positions of float64, three for each atom", "others, or none");
        int atomCount = (int)positions.Rows;
        if (_pool is not null && _pool.AtomCount != atomCount) return Bad($"{_pool.AtomCount} atoms, as in the first item", $"{atomCount}");
        if (AtomLabels.Count == 0 && !TryNameAtoms(piece, pieceAt, item.Numbers, atomCount)) return Bad($"atomic numbers of {atomCount} atoms in the first item", "others, or none");
        if (item.Masses.Exists && !TryMasses(piece, pieceAt, item.Masses)) return Bad($"masses of {atomCount} atoms, finite and above zero", "others");
        if (!TryCell(item, out Cell? cell)) return Bad("a cell with a volume, or one of zeros", "another");
        bool hasMomenta = TryTake(piece, pieceAt, item.Momenta, 3, out ReadOnlySpan<byte> momenta) && item.Momenta.Rows == atomCount;
        if (item.Momenta.Exists && !hasMomenta) return Bad("momenta of float64, three for each atom", "others");

        _pool ??= new FramePool(atomCount);
        frame = _pool.Rent();
        (frame.Step, frame.TimePs, frame.HasVelocities) = (item.Step, item.TimePs, hasMomenta);
        (frame.Cell, frame.Kind) = (cell, cell is null ? PositionKind.Unwrapped : PositionKind.Wrapped);
        if (ReadDoubles(positionBytes, 1, frame.PositionsA) && (!hasMomenta || TakeVelocities(momenta, frame.VelocitiesAPerPs))) return null;
        frame.Dispose();
        frame = null;
        return hasMomenta && double.IsNaN(_massesAmu[0]) ? Bad("masses for its momenta", "only damaged ones, in an item before") : Bad("finite positions and velocities", "others");
    }

    // Masses hold for the items that follow: from damaged ones on, no velocities are known until others come.
    private bool TryMasses(ReadOnlySpan<byte> piece, long pieceAt, in UlmArray masses)
    {
        bool areThere = TryTake(piece, pieceAt, masses, 1, out ReadOnlySpan<byte> bytes) && masses.Rows == _massesAmu.Length;
        if (areThere && ReadDoubles(bytes, 1, _massesAmu) && Array.TrueForAll(_massesAmu, mass => mass > 0)) return true;
        Array.Fill(_massesAmu, double.NaN);
        return false;
    }

    private bool TryCell(in UlmItem item, out Cell? cell)
    {
        cell = null;
        if (!item.HasCell || !_cell.AsSpan().ContainsAnyExcept(0.0)) return true;
        cell = new Cell(_cell[0], _cell[1], _cell[2], _cell[3], _cell[4], _cell[5], _cell[6], _cell[7], _cell[8]);
        return cell.Value.IsValid;
    }

    /// <returns>False where a velocity is not finite.</returns>
    private bool TakeVelocities(ReadOnlySpan<byte> momenta, Span<double> velocitiesAPerPs)
    {
        ReadDoubles(momenta, 1 / Units.AseTimePs, velocitiesAPerPs);
        double sum = 0; // stays finite only while every value is
        for (int i = 0; i < velocitiesAPerPs.Length; i++)
        {
            velocitiesAPerPs[i] /= _massesAmu[i / 3];
            sum += velocitiesAPerPs[i] * 0;
        }
        return sum == 0;
    }

    private bool TryNameAtoms(ReadOnlySpan<byte> piece, long pieceAt, in UlmArray numbers, int atomCount)
    {
        bool isThere = numbers.Exists && numbers.IsLong && numbers.Rows == atomCount && numbers.Columns == 1
            && numbers.At >= pieceAt && numbers.At + numbers.ByteCount <= pieceAt + piece.Length;
        if (!isThere) return false;
        string[] labels = new string[atomCount];
        double[] masses = new double[atomCount];
        for (int atom = 0; atom < atomCount; atom++)
        {
            if (Elements.OfNumber(BinaryPrimitives.ReadInt64LittleEndian(piece[((int)(numbers.At - pieceAt) + sizeof(long) * atom)..])) is not string symbol) return false;
            labels[atom] = symbol;
            Elements.TryGetMassAmu(symbol, out masses[atom]);
        }
        (AtomLabels, _massesAmu) = (labels, masses);
        return true;
    }

    private BadInput Bad(string expected, string found) => new($"item {_itemIndex + 1}", expected, found);

    private static bool TryTake(ReadOnlySpan<byte> piece, long pieceAt, in UlmArray array, int columns, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!array.Exists || !array.IsDouble || array.Columns != columns || array.Rows > piece.Length) return false;
        if (array.At < pieceAt || array.At + array.ByteCount > pieceAt + piece.Length) return false;
        bytes = piece.Slice((int)(array.At - pieceAt), (int)array.ByteCount);
        return true;
    }

    private static bool ReadDoubles(ReadOnlySpan<byte> bytes, double scale, Span<double> into)
    {
        double sum = 0;
        for (int i = 0; i < into.Length; i++)
        {
            double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(sizeof(double) * i)..]);
            into[i] = value * scale;
            sum += value * 0;
        }
        return sum == 0;
    }
}
