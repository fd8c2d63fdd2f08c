using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.NetCdf;

/// <summary>Trajectories in classic NetCDF by the AMBER convention: AMBER's own and LAMMPS' dump netcdf (CDF-1 and CDF-2).</summary>
/// <remarks>
/// Consumes nothing of a record that is not whole. Positions are Å; times come in ps or fs; scale factors are applied. Atoms are put in the order of their ids where
/// the file has ids from 1 to N. Labels are LAMMPS type numbers, or empty where the file has none. HDF5 (NetCDF-4) and CDF-5 are refused.
/// </remarks>
public sealed class NetCdfParser : IFrameParser
{
    private const float Unwritten = 9.9692099683868690e+36f; // what the library fills a record with before its numbers are known
    private const int MostHeaderBytes = 64 * 1024;
    private NetCdfLayout? _layout;
    private FramePool? _pool;
    [NotState("of the record that was given out")] private int[] _slotOfRow = [];
    [NotState("of the record that was given out")] private bool[] _isTaken = [];
    private long _offset;
    private bool _isRefused;

    public IReadOnlyList<string> AtomLabels { get; private set; } = [];

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        ParseStep step = _isRefused ? new ParseStep(lines.Length, null, null) : _layout is null ? ReadHeader(lines) : ReadRecord(lines, _layout);
        _offset += step.ConsumedBytes;
        return step;
    }

    /// <summary>Bytes of a growing file up to the end of the last record that its header counts, and of those that are whole; all where it does not count (a stream) or cannot be read.</summary>
    /// <remarks>A record is counted with the first of its variables: only the next one shows that the others are written too.</remarks>
    public (long Counted, long Whole) WrittenBytes(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[8];
        if (RandomAccess.Read(file, start, 0) < start.Length) return (long.MaxValue, long.MaxValue);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(start[4..]);
        NetCdfLayout? layout = _layout ?? TryReadLayout(file);
        if (layout is null || count == uint.MaxValue) return (long.MaxValue, long.MaxValue);
        return (layout.FirstRecordAt + count * layout.RecordBytes, layout.FirstRecordAt + Math.Max(0, count - 1L) * layout.RecordBytes);
    }

    private static NetCdfLayout? TryReadLayout(SafeFileHandle file)
    {
        byte[] head = new byte[MostHeaderBytes];
        try
        {
            return new NetCdfLayout(NetCdfHeader.Read(head.AsSpan(0, RandomAccess.Read(file, head, 0))));
        }
        catch (Exception e) when (e is NetCdfHeader.IncompleteException or BadInputException)
        {
            return null;
        }
    }

    public void Restart() => (_layout, _offset, _isRefused) = (null, 0, false);

    public void Carry(StateCarrier state)
    {
        (_offset, _isRefused, AtomLabels) = (state.Carry(_offset), state.Carry(_isRefused), state.Carry(AtomLabels));
        _layout = NetCdfLayout.Carry(state, _layout);
        _pool = FramePool.Carry(state, _pool);
    }

    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private ParseStep ReadHeader(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var layout = new NetCdfLayout(NetCdfHeader.Read(bytes));
            BadInput? bad = layout.Refusal() ?? (_pool is not null && _pool.AtomCount != layout.AtomCount
                ? new BadInput("header", $"{_pool.AtomCount} atoms, as in the first file", $"{layout.AtomCount}") : null);
            if (bad is not null) return Refuse(bad, bytes.Length);
            _layout = layout;
            return ReadRecord(bytes, layout);
        }
        catch (NetCdfHeader.IncompleteException)
        {
            return default;
        }
        catch (BadInputException e)
        {
            return Refuse(e.Bad, bytes.Length);
        }
    }

    private ParseStep Refuse(BadInput bad, int byteCount)
    {
        _isRefused = true;
        return new ParseStep(byteCount, null, bad);
    }

    private ParseStep ReadRecord(ReadOnlySpan<byte> bytes, NetCdfLayout layout)
    {
        if (_offset < layout.FirstRecordAt) return new ParseStep((int)Math.Min(bytes.Length, layout.FirstRecordAt - _offset), null, null);
        if (bytes.Length < layout.RecordBytes) return default;
        int recordBytes = (int)layout.RecordBytes;
        ReadOnlySpan<byte> record = bytes[..recordBytes];
        if (!TryCell(record, layout, out Cell? cell)) return Reject(recordBytes, "a cell with a volume, or none");
        if (layout.Ids is not null && FindOrder(record, layout, layout.Ids) is string wrong) return Reject(recordBytes, $"each id from 1 to {layout.AtomCount} once", wrong);
        if (AtomLabels.Count == 0) AtomLabels = Labels(record, layout);

        _pool ??= new FramePool(layout.AtomCount);
        Frame frame = _pool.Rent();
        frame.Kind = layout.Positions is null ? PositionKind.Absent : cell is null || layout.ArePositionsUnwrapped ? PositionKind.Unwrapped : PositionKind.Wrapped;
        (frame.Cell, frame.HasVelocities) = (cell, layout.Velocities is not null);
        if (layout.Time is NetCdfVariable time) frame.TimePs = Time(record, layout, time);
        bool isWhole = layout.Positions is null || TryVectors(record, layout, layout.Positions, layout.Positions.Scale, frame.PositionsA);
        if (layout.Velocities is NetCdfVariable velocities) isWhole &= TryVectors(record, layout, velocities, VelocityUnit(velocities), frame.VelocitiesAPerPs);
        if (isWhole && (layout.Time is null || double.IsFinite(frame.TimePs))) return new ParseStep(recordBytes, frame, null);
        frame.Dispose();
        return Reject(recordBytes, "a record whose numbers are written and finite");
    }

    private ParseStep Reject(int recordBytes, string expected, string found = "others") => new(recordBytes, null, new BadInput($"byte {_offset}", expected, found));

    private static double VelocityUnit(NetCdfVariable velocities) => velocities.Scale * (velocities.Units == "angstrom/femtosecond" ? Units.FsPerPs : 1);

    // As GROMACS' times, those of single precision are meant as the decimal that they show.
    private static double Time(ReadOnlySpan<byte> record, NetCdfLayout layout, NetCdfVariable time)
    {
        double value = Value(record, layout.At(time), time.Type, 0) * time.Scale / (time.Units == "femtosecond" ? Units.FsPerPs : 1);
        return time.Type == NetCdfType.Float ? Gromacs.GromacsTime.Shortest((float)value) : value;
    }

    private static bool TryCell(ReadOnlySpan<byte> record, NetCdfLayout layout, out Cell? cell)
    {
        cell = null;
        if (layout.CellLengths is not NetCdfVariable lengths) return true;
        Span<double> edge = stackalloc double[3], angle = [90, 90, 90], origin = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            edge[i] = Value(record, layout.At(lengths), lengths.Type, i) * lengths.Scale;
            if (layout.CellAngles is NetCdfVariable angles) angle[i] = Value(record, layout.At(angles), angles.Type, i) * angles.Scale;
            if (layout.CellOrigin is NetCdfVariable corner) origin[i] = Value(record, layout.At(corner), corner.Type, i) * corner.Scale;
        }
        if (!edge.ContainsAnyExcept(0.0)) return true;
        cell = CellEdges.FromDegrees(edge[0], edge[1], edge[2], angle[0], angle[1], angle[2]) with { OriginXA = origin[0], OriginYA = origin[1], OriginZA = origin[2] };
        return cell.Value.IsValid;
    }

    /// <returns>What is wrong with the ids; null where each of the atoms stands in one row.</returns>
    private string? FindOrder(ReadOnlySpan<byte> record, NetCdfLayout layout, NetCdfVariable ids)
    {
        if (_slotOfRow.Length != layout.AtomCount) (_slotOfRow, _isTaken) = (new int[layout.AtomCount], new bool[layout.AtomCount]);
        Array.Clear(_isTaken);
        for (int row = 0; row < _slotOfRow.Length; row++)
        {
            double id = Value(record, layout.At(ids), ids.Type, row);
            if (!(id >= 1 && id <= _slotOfRow.Length) || id != Math.Truncate(id)) return $"{id} in row {row + 1}";
            int slot = (int)id - 1;
            if (_isTaken[slot]) return $"{id} again in row {row + 1}";
            (_slotOfRow[row], _isTaken[slot]) = (slot, true);
        }
        return null;
    }

    private bool TryVectors(ReadOnlySpan<byte> record, NetCdfLayout layout, NetCdfVariable variable, double scale, Span<double> into)
    {
        ReadOnlySpan<byte> bytes = record[layout.At(variable)..];
        bool isWhole = true;
        for (int row = 0; row < layout.AtomCount; row++)
        {
            int slot = layout.Ids is null ? row : _slotOfRow[row];
            for (int axis = 0; axis < 3; axis++)
            {
                double value = variable.Type == NetCdfType.Float
                    ? BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * (3 * row + axis))..]) : BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * (3 * row + axis))..]);
                isWhole &= Math.Abs(value) < Unwritten && double.IsFinite(value * scale);
                into[3 * slot + axis] = value * scale;
            }
        }
        return isWhole;
    }

    private string[] Labels(ReadOnlySpan<byte> record, NetCdfLayout layout)
    {
        string[] labels = new string[layout.AtomCount];
        for (int row = 0; row < labels.Length; row++)
            labels[layout.Ids is null ? row : _slotOfRow[row]] = layout.Types is NetCdfVariable types ? $"{(long)Value(record, layout.At(types), types.Type, row)}" : "";
        return labels;
    }

    private static double Value(ReadOnlySpan<byte> record, int at, NetCdfType type, int index) => type switch
    {
        NetCdfType.Float => BinaryPrimitives.ReadSingleBigEndian(record[(at + 4 * index)..]),
        NetCdfType.Double => BinaryPrimitives.ReadDoubleBigEndian(record[(at + 8 * index)..]),
        NetCdfType.Int => BinaryPrimitives.ReadInt32BigEndian(record[(at + 4 * index)..]),
        NetCdfType.Short => BinaryPrimitives.ReadInt16BigEndian(record[(at + 2 * index)..]),
        _ => (sbyte)record[at + index],
    };
}
