using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>The part of a mean squared displacement that needs no pairs: Σ_k |x(k)|² + |x(k+m)|² over all origins k of lag m.</summary>
/// <remarks>
/// Of n frames with squares q(k), lag m has twice their sum less the first m and the last m of them (Calandrini et al., Collection SFN 12 (2011) 201,
/// the S₁ of MSD = S₁ − 2 S₂). So only the first and the last <c>maxLag</c> squares are kept, 8 B × groups each.
/// </remarks>
internal sealed class SquareSums
{
    private readonly int _groupCount;
    private readonly int _maxLag;
    private readonly CompensatedSum[] _total;
    private readonly double[][] _banked;
    private double[] _first = [];  // shape [frame, group], frames 0 … maxLag−1
    private double[] _latest = []; // shape [frame mod maxLag, group], of frames from maxLag on
    private long _frameCount;

    public SquareSums(int groupCount, int maxLag)
    {
        (_groupCount, _maxLag) = (groupCount, maxLag);
        _total = new CompensatedSum[groupCount];
        _banked = new double[groupCount][];
        Array.Fill(_banked, []);
    }

    public long Bytes => (_first.Length + _latest.Length + _banked.Sum(b => (long)b.Length)) * sizeof(double);

    /// <summary>Bytes at most while the stretch has no more frames than that.</summary>
    public long BytesAtLength(long frameCount) => Bytes + 2 * Math.Max(64, frameCount) * _groupCount * sizeof(double);

    /// <summary>Adds one frame's squares, one a group.</summary>
    public void Add(ReadOnlySpan<double> squares)
    {
        for (int g = 0; g < _groupCount; g++) _total[g].Add(squares[g]);
        if (_frameCount < _maxLag)
        {
            int at = checked((int)_frameCount * _groupCount);
            if (at == _first.Length) Array.Resize(ref _first, (int)Math.Min(Math.Max(64L, 2 * _frameCount), _maxLag) * _groupCount);
            squares.CopyTo(_first.AsSpan(at, _groupCount));
        }
        else
        {
            if (_latest.Length == 0) _latest = new double[_maxLag * _groupCount];
            squares.CopyTo(_latest.AsSpan((int)(_frameCount % _maxLag) * _groupCount, _groupCount));
        }
        _frameCount++;
    }

    /// <summary>Ends the stretch: its sums are kept, its frames forgotten.</summary>
    public void Break()
    {
        int lagCount = (int)Math.Min(_frameCount, (long)_maxLag + 1);
        for (int g = 0; g < _groupCount; g++)
        {
            if (_banked[g].Length < lagCount) Array.Resize(ref _banked[g], lagCount);
            AddStretchTo(g, _banked[g]);
            _total[g] = default;
        }
        (_first, _latest, _frameCount) = ([], [], 0);
    }

    /// <summary>The sums of one group for lags 0 … lagCount−1; zero where a lag has no origin.</summary>
    public double[] Read(int group, int lagCount)
    {
        var sums = new double[lagCount];
        _banked[group].AsSpan(0, Math.Min(lagCount, _banked[group].Length)).CopyTo(sums);
        AddStretchTo(group, sums);
        return sums;
    }

    public void Carry(StateCarrier state)
    {
        state.Fill<CompensatedSum>(_total);
        for (int g = 0; g < _groupCount; g++) _banked[g] = state.Carry(_banked[g]);
        (_first, _latest, _frameCount) = (state.Carry(_first), state.Carry(_latest), state.Carry(_frameCount));
    }

    private void AddStretchTo(int group, Span<double> sums)
    {
        int lagCount = (int)Math.Min(sums.Length, _frameCount);
        double twice = 2 * _total[group].Value;
        var ends = new CompensatedSum();
        for (int m = 0; m < lagCount; m++)
        {
            sums[m] += twice - ends.Value;
            if (m + 1 == lagCount) break;
            ends.Add(Square(m, group));
            ends.Add(Square(_frameCount - 1 - m, group));
        }
    }

    private double Square(long frame, int group) =>
        frame < _maxLag ? _first[(int)frame * _groupCount + group] : _latest[(int)(frame % _maxLag) * _groupCount + group];
}
