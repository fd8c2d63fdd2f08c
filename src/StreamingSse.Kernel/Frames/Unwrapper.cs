using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>Turns each frame's positions into continuous ones, in place.</summary>
/// <remarks>
/// Unwrapped positions and those with image flags n are taken at their word: r + n·H. Wrapped ones are followed by minimum image from
/// frame to frame in fractional coordinates, any cell shape. From the first change of the cell on, displacements in the cell of the
/// moment are summed, Δr = H(t)·Δs (S. von Bülow et al., J. Chem. Phys. 2020, 153, 021101, on what image flags do to D at constant
/// pressure), for xu and xsu columns and image flags too, unless <see cref="UnwrapMode.ImageFlags"/> is asked for. What remains is a
/// random walk of one vibration's length times the cell's relative fluctuation per frame: 10⁻⁹ cm²/s at 0.5 Å, 0.5 % and 0.1 ps.
/// Cost O(N) per frame, 72·N bytes, no allocation. One owner; feed every frame of a run in order.
/// </remarks>
public sealed class Unwrapper(int atomCount, UnwrapMode mode = UnwrapMode.Displacements)
{
    /// <summary>Largest move between frames, in cell edges, that wrapped positions can tell.</summary>
    /// <remarks>
    /// Beyond 0.5 the nearest image is another one than the atom's own and nothing in the file shows it; 0.4 keeps a margin for the atoms
    /// that moved further than the worst one seen. Positions that come with images or unwrapped know their crossings: no limit.
    /// </remarks>
    public const double LargestJump = 0.4;

    /// <summary>Largest change of an edge between frames, in edges; a tilted cell that flips changes by a whole one.</summary>
    private const double LargestCellChange = 0.25;

    private double[] _wholeA = new double[checked(3 * atomCount)];   // r + n·H of the last frame, in its own cell
    [NotState("of the frame at hand, until it is accepted")] private double[] _nextA = new double[3 * atomCount];
    private readonly double[] _continuousA = new double[3 * atomCount];
    private bool _hasLast;
    private bool _cellMoves;
    private PositionKind _kind;
    private Cell? _lastCell;

    /// <summary>True once the cell has changed within this block.</summary>
    public bool CellMoves => _cellMoves;

    /// <summary>Forgets the last frame: the next one starts a new block, wherever its atoms are.</summary>
    public void BeginBlock() => (_hasLast, _cellMoves, _lastCell) = (false, false, null);

    /// <summary>Makes the frame's positions continuous with those before it and marks them as unwrapped.</summary>
    /// <param name="refusal">Where, what was expected and what was found; null where the frame was taken.</param>
    /// <returns>
    /// False where the frame was refused: it and the state are as before. <see cref="BeginBlock"/> and a second try go on from it.
    /// </returns>
    public bool TryUnwrap(Frame frame, out string? refusal)
    {
        refusal = null;
        if (frame.Kind == PositionKind.Absent) return true;
        refusal = Unfit(frame) ?? MakeWhole(frame);
        if (refusal is not null) return false;

        if (_lastCell is { } last && frame.Cell is { } now && !now.HasSameEdges(last) && !_cellMoves)
        {
            _cellMoves = true;
            _wholeA.CopyTo(_continuousA, 0);
        }
        if (_cellMoves && mode == UnwrapMode.Displacements) AddDisplacements(frame.Cell!.Value, _lastCell!.Value);
        (_cellMoves && mode == UnwrapMode.Displacements ? _continuousA : _nextA).CopyTo(frame.PositionsA);

        (_wholeA, _nextA) = (_nextA, _wholeA);
        (_hasLast, _kind, _lastCell, frame.Kind) = (true, frame.Kind, frame.Cell, PositionKind.Unwrapped);
        return true;
    }

    public void Carry(StateCarrier state)
    {
        (_hasLast, _cellMoves, _kind, _lastCell) = (state.Carry(_hasLast), state.Carry(_cellMoves), state.Carry(_kind), state.Carry(_lastCell));
        state.Fill<double>(_wholeA);
        state.Fill<double>(_continuousA);
    }

    private string? Unfit(Frame frame)
    {
        if (frame.AtomCount != atomCount) return $"{Where(frame)}: expected {atomCount} atoms, got {frame.AtomCount}";
        if (frame.Cell is null && frame.Kind != PositionKind.Unwrapped)
            return $"{Where(frame)}: expected a cell, or unwrapped positions, got wrapped positions and no cell";
        if (frame.Cell is { IsValid: false } flat) return $"{Where(frame)}: expected a cell with a volume, got {flat.VolumeA3} Å³";
        if (!_hasLast) return null;
        if (frame.Kind != _kind) return $"{Where(frame)}: expected {_kind} positions as in the frame before, got {frame.Kind}";
        if (frame.Cell is null != _lastCell is null)
            return $"{Where(frame)}: expected {(_lastCell is null ? "no cell" : "a cell")} as in the frame before, got the opposite";
        return frame.Cell is { } now && _lastCell is { } last && !now.HasSameEdges(last) ? CellJump(frame, now, last) : null;
    }

    private static string? CellJump(Frame frame, in Cell now, in Cell last)
    {
        CellInverse inverse = last.Inverse();
        double change = Math.Max(
            Distance(inverse.ToFractional(now.AxA - last.AxA, now.AyA - last.AyA, now.AzA - last.AzA)), Math.Max(
            Distance(inverse.ToFractional(now.BxA - last.BxA, now.ByA - last.ByA, now.BzA - last.BzA)),
            Distance(inverse.ToFractional(now.CxA - last.CxA, now.CyA - last.CyA, now.CzA - last.CzA))));
        return change <= LargestCellChange ? null
            : $"{Where(frame)}: expected cell edges within {LargestCellChange} of those before, "
                + $"got a change of {change:0.00} edges (a flipped box?)";

        static double Distance((double A, double B, double C) s) => Math.Max(Math.Abs(s.A), Math.Max(Math.Abs(s.B), Math.Abs(s.C)));
    }

    private string? MakeWhole(Frame frame)
    {
        switch (frame.Kind)
        {
            case PositionKind.WrappedWithImages:
                AddImages(frame.PositionsA, frame.Images, frame.Cell!.Value);
                return null;
            case PositionKind.Wrapped when _hasLast:
                return FollowNearestImages(frame, frame.Cell!.Value, _lastCell!.Value);
            default:
                frame.PositionsA.CopyTo(_nextA);
                return null;
        }
    }

    private void AddImages(ReadOnlySpan<double> positionsA, ReadOnlySpan<int> images, in Cell cell)
    {
        for (int c = 0; c < positionsA.Length; c += 3)
            PutShifted(c, positionsA, cell.ToCartesian(images[c], images[c + 1], images[c + 2]));
    }

    private string? FollowNearestImages(Frame frame, in Cell cell, in Cell lastCell)
    {
        ReadOnlySpan<double> positionsA = frame.PositionsA;
        CellInverse inverse = cell.Inverse(), lastInverse = lastCell.Inverse();
        for (int c = 0; c < positionsA.Length; c += 3)
        {
            (double a, double b, double g) = Fractional(positionsA, c, cell, inverse);
            (double lastA, double lastB, double lastG) = Fractional(_wholeA, c, lastCell, lastInverse);
            double nA = Math.Round(lastA - a), nB = Math.Round(lastB - b), nG = Math.Round(lastG - g);
            double jumpA = Math.Abs(a + nA - lastA), jumpB = Math.Abs(b + nB - lastB), jumpG = Math.Abs(g + nG - lastG);
            if (!(jumpA <= LargestJump && jumpB <= LargestJump && jumpG <= LargestJump)) // a NaN is refused too
                return JumpTooFar(frame, c / 3, jumpA, jumpB, jumpG);
            PutShifted(c, positionsA, cell.ToCartesian(nA, nB, nG));
        }
        return null;
    }

    private void PutShifted(int c, ReadOnlySpan<double> positionsA, (double XA, double YA, double ZA) shift)
    {
        _nextA[c] = positionsA[c] + shift.XA;
        _nextA[c + 1] = positionsA[c + 1] + shift.YA;
        _nextA[c + 2] = positionsA[c + 2] + shift.ZA;
    }

    private void AddDisplacements(in Cell cell, in Cell lastCell)
    {
        CellInverse inverse = cell.Inverse(), lastInverse = lastCell.Inverse();
        for (int c = 0; c < _nextA.Length; c += 3)
        {
            (double a, double b, double g) = Fractional(_nextA, c, cell, inverse);
            (double lastA, double lastB, double lastG) = Fractional(_wholeA, c, lastCell, lastInverse);
            (double xA, double yA, double zA) = cell.ToCartesian(a - lastA, b - lastB, g - lastG);
            _continuousA[c] += xA;
            _continuousA[c + 1] += yA;
            _continuousA[c + 2] += zA;
        }
    }

    private static (double A, double B, double C) Fractional(
        ReadOnlySpan<double> positionsA, int c, in Cell cell, in CellInverse inverse) =>
        inverse.ToFractional(positionsA[c] - cell.OriginXA, positionsA[c + 1] - cell.OriginYA, positionsA[c + 2] - cell.OriginZA);

    private static string JumpTooFar(Frame frame, int atom, double jumpA, double jumpB, double jumpC)
    {
        double most = Math.Max(jumpA, Math.Max(jumpB, jumpC));
        char edge = most == jumpA ? 'a' : most == jumpB ? 'b' : 'c';
        return $"{Where(frame)}, atom {atom + 1}: expected a move of at most {LargestJump} of cell edge {edge} since the last frame, "
            + $"got {most:0.000}: wrapped positions cannot tell which way it went; write more frames, image flags or unwrapped positions";
    }

    private static string Where(Frame frame) => frame.Step is { } step ? $"step {step}" : $"frame at {frame.TimePs} ps";
}
