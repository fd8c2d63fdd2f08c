using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Following;

/// <summary>How a gap in a run compares with the motion between its frames.</summary>
internal enum GapSize
{
    /// <summary>There is nothing to compare: no positions, or too few frames.</summary>
    Unknown,

    /// <summary>The frame shows the last configuration again.</summary>
    Same,

    /// <summary>No larger than the motion from one frame to the next.</summary>
    OneFrame,

    /// <summary>Larger: the motion is interrupted.</summary>
    Broken,
}

/// <summary>Measures the root-mean-square displacement of all atoms from the last frame, minimum image, against its usual size over one frame.</summary>
/// <remarks>
/// A gap is one frame when its RMS displacement is at most <see cref="JoinFactor"/> times the median one. The RMS over N atoms scatters by about
/// 1/√(6N) from frame to frame (0.1 for 16 atoms), so that a true neighbour stays within 1.3; in real chains joined files measured 0.92 … 1.08 and the one
/// break 3.0. The same configuration, written twice, is below a tenth. Memory 48 bytes per atom; time O(N) for one frame in sixteen.
/// </remarks>
internal sealed class DisplacementGauge
{
    public const double JoinFactor = 1.5;
    private const double SameFactor = 0.1;
    private const int Samples = 63, SampledFromStart = 32, SampleStride = 16;
    private readonly double[] _samplesA = new double[Samples];
    private double[] _firstA = [], _lastA = [];
    private int[] _lastImages = [];
    private Cell? _cell;
    private long _frameCount, _sampleCount;

    /// <summary>Median RMS displacement over one frame, Å; NaN before two frames.</summary>
    public double UsualA
    {
        get
        {
            int count = (int)Math.Min(_sampleCount, Samples);
            if (count == 0) return double.NaN;
            double[] sorted = [.. _samplesA.AsSpan(0, count)];
            Array.Sort(sorted);
            return sorted[count / 2];
        }
    }

    /// <summary>Takes the frame as the last one.</summary>
    /// <param name="follows">True where it is one frame after the last: a sample of the usual motion.</param>
    public void Take(Frame frame, bool follows)
    {
        if (frame.Kind == PositionKind.Absent) return;
        bool sampled = _frameCount < SampledFromStart || _frameCount % SampleStride == 0;
        if (follows && sampled && _frameCount > 0) _samplesA[_sampleCount++ % Samples] = FromLastA(frame);
        if (_frameCount++ == 0) _firstA = frame.PositionsA.ToArray();
        if (_lastA.Length != frame.PositionsA.Length) _lastA = new double[frame.PositionsA.Length];
        frame.PositionsA.CopyTo(_lastA);
        if (frame.Kind == PositionKind.WrappedWithImages)
        {
            if (_lastImages.Length != _lastA.Length) _lastImages = new int[_lastA.Length];
            frame.Images.CopyTo(_lastImages);
        }
        _cell = frame.Cell;
    }

    /// <summary>Judges a frame that should follow the last one.</summary>
    public GapSize Judge(Frame frame, out double gapA)
    {
        (gapA, double usualA) = (double.NaN, UsualA);
        if (frame.Kind == PositionKind.Absent || double.IsNaN(usualA) || _lastA.Length != frame.PositionsA.Length) return GapSize.Unknown;
        gapA = FromLastA(frame);
        if (gapA > JoinFactor * usualA) return GapSize.Broken;
        double unfoldedA = UnfoldedFromLastA(frame);
        if (unfoldedA > JoinFactor * usualA) gapA = unfoldedA; // the crossings were counted anew: joined, it would be a jump
        return gapA > JoinFactor * usualA ? GapSize.Broken : gapA < SameFactor * usualA ? GapSize.Same : GapSize.OneFrame;
    }

    public void Carry(StateCarrier state)
    {
        (_firstA, _lastA, _lastImages, _cell) = (state.Carry(_firstA), state.Carry(_lastA), state.Carry(_lastImages), state.Carry(_cell));
        (_frameCount, _sampleCount) = (state.Carry(_frameCount), state.Carry(_sampleCount));
        state.Fill<double>(_samplesA);
    }

    /// <summary>True where the frame lies nearer to the last one than to the first of all.</summary>
    public bool IsNearerToLast(Frame frame) =>
        frame.PositionsA.Length == _firstA.Length && FromLastA(frame) < RmsA(frame.PositionsA, _firstA, frame.Cell ?? _cell);

    private double FromLastA(Frame frame) => RmsA(frame.PositionsA, _lastA, frame.Cell ?? _cell);

    private static double RmsA(ReadOnlySpan<double> nowA, ReadOnlySpan<double> thenA, Cell? cell)
    {
        double sumA2 = 0;
        CellInverse inverse = cell is { IsValid: true } valid ? valid.Inverse() : default;
        for (int c = 0; c < nowA.Length; c += 3)
        {
            (double x, double y, double z) = (nowA[c] - thenA[c], nowA[c + 1] - thenA[c + 1], nowA[c + 2] - thenA[c + 2]);
            if (cell is { IsValid: true } box)
            {
                (double a, double b, double g) = inverse.ToFractional(x, y, z);
                (x, y, z) = box.ToCartesian(a - Math.Round(a), b - Math.Round(b), g - Math.Round(g));
            }
            sumA2 += x * x + y * y + z * z;
        }
        return Math.Sqrt(sumA2 / (nowA.Length / 3));
    }

    // The displacement as the unwrapped positions or the image counts have it, Å; 0 for a file that has neither.
    private double UnfoldedFromLastA(Frame frame)
    {
        if (frame.Kind == PositionKind.Unwrapped) return RmsA(frame.PositionsA, _lastA, null);
        if (frame.Kind != PositionKind.WrappedWithImages || frame.Cell is not Cell cell || _lastImages.Length != _lastA.Length) return 0;
        double sumA2 = 0;
        for (int c = 0; c < _lastA.Length; c += 3)
        {
            (double x, double y, double z) = cell.ToCartesian(
                frame.Images[c] - _lastImages[c], frame.Images[c + 1] - _lastImages[c + 1], frame.Images[c + 2] - _lastImages[c + 2]);
            (x, y, z) = (x + frame.PositionsA[c] - _lastA[c], y + frame.PositionsA[c + 1] - _lastA[c + 1], z + frame.PositionsA[c + 2] - _lastA[c + 2]);
            sumA2 += x * x + y * y + z * z;
        }
        return Math.Sqrt(sumA2 / (_lastA.Length / 3));
    }
}
