using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Estimators;

/// <summary>How far the ions of a group swing about their mean sites, for the Lindemann ratio γ = √⟨u²⟩/d_nn.</summary>
/// <remarks>
/// ⟨u²⟩ = mean over ions and frames of |r − ⟨r⟩|², each block about its own mean site; d_nn = nearest distance of the group in the mean
/// structure of the latest block, in its mean cell. F. A. Lindemann 1910; López et al. 2023. Positions unwrapped and free of drift, Å.
/// Cost O(group) per frame, 48 bytes per ion, no allocation.
/// </remarks>
public sealed class SiteSpread
{
    private readonly int[] _group;
    private readonly double[] _massesAmu;
    private readonly double[] _firstA;    // [group, 3]; sums are about it, so that nothing cancels
    private readonly double[] _sumA;      // [group, 3] Σ (r − first)
    private readonly double[] _sumA2;     // [group] Σ |r − first|²
    private readonly double[] _cellSum = new double[9];
    private long _blockFrames;
    private long _cellFrames;
    private long _closedFrames;
    private double _closedA2;             // Σ over closed blocks of frames·⟨u²⟩
    private double _closedAmuA2;

    /// <param name="group">The atoms to watch, any number.</param>
    public SiteSpread(AtomTable atoms, IReadOnlyList<int> group)
    {
        _group = [.. group];
        _massesAmu = [.. group.Select(atom => atoms.MassesAmu[atom])];
        _firstA = new double[3 * group.Count];
        _sumA = new double[3 * group.Count];
        _sumA2 = new double[group.Count];
    }

    public void Add(ReadOnlySpan<double> positionsA, in Cell? cell)
    {
        if (_blockFrames++ == 0) Start(positionsA);
        if (cell is { } now) AddCell(now);
        for (int k = 0; k < _group.Length; k++)
        {
            int from = 3 * _group[k], to = 3 * k;
            double x = positionsA[from] - _firstA[to];
            double y = positionsA[from + 1] - _firstA[to + 1];
            double z = positionsA[from + 2] - _firstA[to + 2];
            _sumA[to] += x;
            _sumA[to + 1] += y;
            _sumA[to + 2] += z;
            _sumA2[k] += x * x + y * y + z * z;
        }
    }

    /// <summary>Closes the block: what comes next swings about sites of its own.</summary>
    public void BeginBlock()
    {
        (double squareA2, double massSquareAmuA2) = OpenBlock();
        _closedA2 += _blockFrames * squareA2;
        _closedAmuA2 += _blockFrames * massSquareAmuA2;
        _closedFrames += _blockFrames;
        _blockFrames = 0;
    }

    /// <summary>What is known after the frames so far. Allocates, and searches the mean structure.</summary>
    public SiteSpreadReading Read()
    {
        long frames = _closedFrames + _blockFrames;
        (double squareA2, double massSquareAmuA2) = OpenBlock();
        return new SiteSpreadReading(
            _group.Length, frames,
            _group.Length == 0 || frames < 2 ? double.NaN : (_closedA2 + _blockFrames * squareA2) / frames,
            _group.Length == 0 || frames < 2 ? double.NaN : (_closedAmuA2 + _blockFrames * massSquareAmuA2) / frames,
            _group.Length == 0 || _blockFrames == 0 ? double.NaN : NearestDistance.Of(MeanSitesA(), MeanCell()));
    }

    public void Carry(StateCarrier state)
    {
        (_blockFrames, _cellFrames, _closedFrames) = (state.Carry(_blockFrames), state.Carry(_cellFrames), state.Carry(_closedFrames));
        (_closedA2, _closedAmuA2) = (state.Carry(_closedA2), state.Carry(_closedAmuA2));
        state.Fill<double>(_firstA);
        state.Fill<double>(_sumA);
        state.Fill<double>(_sumA2);
        state.Fill<double>(_cellSum);
    }

    private void Start(ReadOnlySpan<double> positionsA)
    {
        for (int k = 0; k < _group.Length; k++) positionsA.Slice(3 * _group[k], 3).CopyTo(_firstA.AsSpan(3 * k));
        Array.Clear(_sumA);
        Array.Clear(_sumA2);
        Array.Clear(_cellSum);
        _cellFrames = 0;
    }

    private void AddCell(in Cell cell)
    {
        ReadOnlySpan<double> edgesA = [cell.AxA, cell.AyA, cell.AzA, cell.BxA, cell.ByA, cell.BzA, cell.CxA, cell.CyA, cell.CzA];
        for (int e = 0; e < 9; e++) _cellSum[e] += edgesA[e];
        _cellFrames++;
    }

    private (double SquareA2, double MassSquareAmuA2) OpenBlock()
    {
        if (_blockFrames == 0 || _group.Length == 0) return (0, 0);
        double n = _blockFrames, squareA2 = 0, massSquareAmuA2 = 0;
        for (int k = 0; k < _group.Length; k++)
        {
            double x = _sumA[3 * k] / n, y = _sumA[3 * k + 1] / n, z = _sumA[3 * k + 2] / n;
            double u2 = Math.Max(0, _sumA2[k] / n - (x * x + y * y + z * z));
            squareA2 += u2;
            massSquareAmuA2 += _massesAmu[k] * u2;
        }
        return (squareA2 / _group.Length, massSquareAmuA2 / _group.Length);
    }

    private double[] MeanSitesA() => [.. _firstA.Select((firstA, c) => firstA + _sumA[c] / _blockFrames)];

    private Cell? MeanCell()
    {
        if (_cellFrames == 0) return null;
        double[] h = [.. _cellSum.Select(sum => sum / _cellFrames)];
        return new Cell(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]);
    }
}
