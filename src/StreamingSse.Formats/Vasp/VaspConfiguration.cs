using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Vasp;

/// <summary>A cell and the rows of a configuration, gathered line by line; a frame is rented when the last row was read.</summary>
internal sealed class VaspConfiguration
{
    private readonly double[] _edges = new double[9];
    private readonly List<double> _rows = [];
    private FramePool? _pool;
    private int _edgeCount;

    /// <summary>Species and how many atoms each has, in order.</summary>
    public List<string> Labels { get; } = [];

    public bool HasCell => _edgeCount == 9;

    public bool IsComplete => _rows.Count == 3 * Labels.Count && Labels.Count > 0;

    public void BeginCell() => _edgeCount = 0;

    public void BeginRows() => _rows.Clear();

    /// <param name="line">Holds the three components of an edge first; what follows is not looked at.</param>
    public bool TryAddEdge(ReadOnlySpan<byte> line) => TryThree(line, out double x, out double y, out double z) && AddEdge(x, y, z);

    /// <param name="line">Holds the three coordinates of an atom first; what follows is not looked at.</param>
    public bool TryAddRow(ReadOnlySpan<byte> line)
    {
        if (IsComplete || !TryThree(line, out double x, out double y, out double z)) return false;
        _rows.Add(x);
        _rows.Add(y);
        _rows.Add(z);
        return true;
    }

    /// <returns>Null where the cell has no volume or where the atoms are not as many as in the first frame.</returns>
    public Frame? Finish(bool areFractions)
    {
        var cell = new Cell(_edges[0], _edges[1], _edges[2], _edges[3], _edges[4], _edges[5], _edges[6], _edges[7], _edges[8]);
        if (!HasCell || !IsComplete || !cell.IsValid || (_pool is not null && _pool.AtomCount != Labels.Count)) return null;
        _pool ??= new FramePool(Labels.Count);
        Frame frame = _pool.Rent();
        (frame.Kind, frame.Cell) = (PositionKind.Wrapped, cell);
        ReadOnlySpan<double> rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows);
        if (areFractions) RowPlacement.Fractions(rows, [], cell, fold: false, frame.PositionsA);
        else RowPlacement.Vectors(rows, [], 1, frame.PositionsA);
        return frame;
    }

    public void Carry(StateCarrier state)
    {
        state.Fill<double>(_edges);
        _edgeCount = state.Carry(_edgeCount);
        state.Fill(_rows);
        IReadOnlyList<string> labels = state.Carry(Labels);
        if (state.IsLoading) Labels.AddRange(labels);
        _pool = FramePool.Carry(state, _pool);
    }

    private bool AddEdge(double x, double y, double z)
    {
        if (HasCell) return false;
        (_edges[_edgeCount], _edges[_edgeCount + 1], _edges[_edgeCount + 2]) = (x, y, z);
        _edgeCount += 3;
        return true;
    }

    private static bool TryThree(ReadOnlySpan<byte> line, out double x, out double y, out double z)
    {
        var fields = new Fields(line);
        (x, y, z) = (0, 0, 0);
        return fields.TryNext(out ReadOnlySpan<byte> a) && DecimalText.TryParse(a, out x) && fields.TryNext(out ReadOnlySpan<byte> b) && DecimalText.TryParse(b, out y)
            && fields.TryNext(out ReadOnlySpan<byte> c) && DecimalText.TryParse(c, out z) && double.IsFinite(x + y + z);
    }
}
