using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of one binary file through its parser, which consumes nothing of a frame that is not whole.</summary>
/// <remarks>The parser is shared by the files of a chain and not disposed here.</remarks>
/// <param name="writtenBytes">Bytes that the file itself says are written, and those of them that may be read, of a format that keeps count; null where all that is there is written.</param>
internal sealed class BinaryFeed(string path, IFrameParser parser, Func<(long Counted, long Whole)>? writtenBytes = null) : IFrameFeed
{
    private readonly GrowingFile _file = new(path, mayHaveHoles: false);
    private readonly ByteBuffer _bytes = new();
    private readonly LastBytes _tail = new();
    [NotState("asked of the parser and the file")] private bool _isFinished, _needsMore = true;
    [NotState("asked of the file")] private long _writtenBytes;

    public string Path => path;

    public long EndOffset { get; private set; }

    public long BytesRead => _file.Offset;

    public long? HoleAt => null;

    [NotState("known at the end")] public long TailBytes { get; private set; }

    public FeedStep Next()
    {
        while (true)
        {
            while (!_needsMore && !_bytes.Unread.IsEmpty)
            {
                ParseStep step = parser.Parse(_bytes.Unread);
                _needsMore = step.ConsumedBytes == 0;
                _tail.Add(_bytes.Unread[..step.ConsumedBytes]);
                _bytes.Consume(step.ConsumedBytes);
                EndOffset += step.ConsumedBytes;
                if (step.Frame is not null) return new FeedStep(FeedState.Frame, step.Frame);
                if (step.Rejected is BadInput bad) return new FeedStep(FeedState.Rejected, Bad: bad with { Where = $"{System.IO.Path.GetFileName(path)} {bad.Where}" });
            }
            if (ReadMore()) continue;
            if (_file.Changed is string reason)
            {
                StartAnew();
                return new FeedStep(FeedState.Changed, Reason: reason);
            }
            if (!_isFinished) return new FeedStep(FeedState.Nothing);
            TailBytes = _bytes.Unread.Length;
            return new FeedStep(FeedState.Ended);
        }
    }

    public void Finish() => _isFinished = true;

    public bool CanCarry => true;

    public void Carry(StateCarrier state)
    {
        _file.Carry(state);
        EndOffset = state.Carry(EndOffset);
        byte[] before = state.Carry(_tail.Span.ToArray());
        if (!state.IsLoading) return;
        _file.Seek(EndOffset - before.Length);
        byte[] found = new byte[before.Length];
        int count = 0, more;
        while (count < found.Length && (more = _file.Read(found.AsSpan(count))) > 0) count += more;
        if (count < found.Length) throw new StateMismatchException($"{path}: expected {EndOffset} bytes or more, got fewer: it is not the same file, or was cut");
        if (!found.AsSpan().SequenceEqual(before)) throw new StateMismatchException($"{path}: expected the bytes before byte {EndOffset} that were read before, got others: it was written anew");
        _tail.Add(found);
    }

    public void CheckPath() => _file.CheckPath();

    public void Rest() => _bytes.Shrink();

    public void Dispose()
    {
        _file.Dispose();
        _bytes.Dispose();
    }

    private bool ReadMore()
    {
        if (writtenBytes is not null && !_isFinished && _file.Offset >= _writtenBytes)
        {
            (long counted, _writtenBytes) = writtenBytes();
            if (_file.Offset > counted) _file.MarkChanged($"the file was written anew: it now holds {counted} bytes");
            if (_file.Offset >= _writtenBytes) return false;
        }
        int count = _file.Read(_bytes.Room());
        if (writtenBytes is not null && !_isFinished) count = GiveBack(count);
        if (count <= 0) return false;
        _bytes.Added(count);
        _needsMore = false;
        return true;
    }

    // What lies beyond the count may be there and not yet be what it will be. A finished file's count that was never brought up to date hides nothing.
    private int GiveBack(int count)
    {
        int beyond = (int)Math.Clamp(_file.Offset - _writtenBytes, 0, count);
        if (beyond > 0) _file.GiveBack(beyond);
        return count - beyond;
    }

    private void StartAnew()
    {
        _file.Reopen();
        _bytes.Clear();
        _tail.Clear();
        parser.Restart();
        (EndOffset, _needsMore, _writtenBytes) = (0, true, 0);
    }
}
