using StreamingSse.Formats;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>Feeds a parser with the bytes of a growing file: whole lines as they become whole, the rest when the file is
/// finished.</summary>
/// <param name="onFrame">Told of each frame and of the bytes up to its end; the feeder disposes the frame afterwards.</param>
public sealed class ParseFeeder(IFrameParser parser, Action<Frame, int> onFrame)
{
    private readonly List<BadInput> _rejected = [];
    private byte[] _text = new byte[4096];
    private int _length, _consumed;

    public IReadOnlyList<BadInput> Rejected => _rejected;

    public int FrameCount { get; private set; }

    public void Append(ReadOnlySpan<byte> piece)
    {
        if (_length + piece.Length > _text.Length) Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + piece.Length));
        piece.CopyTo(_text.AsSpan(_length));
        _length += piece.Length;
        Feed(_text.AsSpan(0, _length).LastIndexOf((byte)'\n') + 1);
    }

    /// <summary>No more will come: what follows the last newline is a line too.</summary>
    public void Finish() => Feed(_length);

    private void Feed(int end)
    {
        while (_consumed < end)
        {
            ParseStep step = parser.Parse(_text.AsSpan(_consumed, end - _consumed));
            if (step.ConsumedBytes <= 0) throw new InvalidOperationException("a parser did not go on");
            _consumed += step.ConsumedBytes;
            if (step.Rejected is not null) _rejected.Add(step.Rejected);
            if (step.Frame is not { } frame) continue;
            FrameCount++;
            onFrame(frame, _consumed);
            frame.Dispose();
        }
    }
}
