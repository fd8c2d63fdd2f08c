using System.IO.Compression;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of one text file, plain or gzip, through its parser.</summary>
/// <remarks>Whole lines only: one that is still being written waits. The parser is shared by the files of a chain and not disposed here.</remarks>
internal sealed class TextFeed : IFrameFeed
{
    [NotState("shared by the files of a chain: their owner carries it")] private readonly IFrameParser _parser;
    private readonly GrowingFile _file;
    private readonly LineBuffer _lines;
    [NotState("unzipped again from the start")] private Stream? _unzipped;
    [NotState("none of them holds where a frame was given out")] private bool _finished, _closed, _isInFrame;
    [NotState("none where a frame was given out")] private long _partialBytes;
    private long _consumed;

    public TextFeed(string path, IFrameParser parser)
    {
        bool gzip = GzipText.IsGzip(path);
        (Path, _parser, _lines) = (path, parser, new LineBuffer(path));
        _file = new GrowingFile(path, mayHaveHoles: !gzip);
        if (gzip) _unzipped = Unzip();
    }

    public string Path { get; }

    public long EndOffset { get; private set; }

    public long BytesRead => _file.Offset;

    public long? HoleAt => _file.HoleAt;

    [NotState("known at the end")] public long TailBytes { get; private set; }

    public FeedStep Next()
    {
        while (true)
        {
            while (_lines.WholeLines is { IsEmpty: false } lines)
            {
                ParseStep step = _parser.Parse(lines);
                bool partial = step.Frame is null && step.Rejected is null;
                _partialBytes = !partial ? 0 : _partialBytes + (IsBlank(lines[..step.ConsumedBytes]) ? 0 : step.ConsumedBytes);
                _lines.Consume(step.ConsumedBytes);
                _consumed += step.ConsumedBytes;
                _isInFrame = step.Frame is null;
                if (partial) continue;
                EndOffset = _consumed;
                if (step.Frame is not null) return new FeedStep(FeedState.Frame, step.Frame);
                return new FeedStep(FeedState.Rejected, Bad: step.Rejected! with { Where = $"{System.IO.Path.GetFileName(Path)} {step.Rejected.Where}" });
            }
            if (ReadMore()) continue;
            if (_file.Changed is string reason)
            {
                StartAnew();
                return new FeedStep(FeedState.Changed, Reason: reason);
            }
            if (!_finished) return new FeedStep(FeedState.Nothing);
            if (_closed || !CloseLastLine()) return End();
        }
    }

    public void Finish() => _finished = true;

    /// <summary>Goes back to the first byte of what the path names now.</summary>
    public void StartAnew()
    {
        _file.Reopen();
        _lines.Clear();
        _parser.Restart();
        if (_unzipped is not null) _unzipped = Unzip();
        (_consumed, _partialBytes, EndOffset, _closed, _isInFrame) = (0, 0, 0, false, false);
    }

    public bool CanCarry => !_isInFrame && !_closed;

    public void Carry(StateCarrier state)
    {
        _file.Carry(state);
        (_consumed, EndOffset) = (state.Carry(_consumed), state.Carry(EndOffset));
        byte[] before = state.Carry(_lines.Consumed(LastBytes.Most).ToArray());
        if (state.IsLoading) GoTo(_consumed, before);
    }

    public void CheckPath() => _file.CheckPath();

    public void Rest() => _lines.Shrink();

    public void Dispose()
    {
        _unzipped?.Dispose();
        _file.Dispose();
        _lines.Dispose();
    }

    // Zipped text can only be unzipped from its start; of plain text a little is read again, as what came before helps to judge a last line.
    private void GoTo(long offset, ReadOnlySpan<byte> before)
    {
        long at = _unzipped is null ? Math.Max(0, offset - LineBuffer.History) : 0;
        _file.Seek(at);
        while (at < offset)
        {
            Span<byte> room = _lines.Room();
            room = room[..(int)Math.Min(room.Length, offset - at)];
            int count = _unzipped is null ? _file.Read(room) : ReadUnzipped(room);
            if (count == 0) throw new StateMismatchException($"{Path}: expected {offset} bytes or more, got {at}: it is not the same file, or was cut");
            _lines.Added(count);
            _lines.Consume(count);
            at += count;
        }
        if (!_lines.Consumed(LastBytes.Most).SequenceEqual(before))
            throw new StateMismatchException($"{Path}: expected the bytes before byte {offset} that were read before, got others: it was written anew");
    }

    private bool ReadMore()
    {
        Span<byte> room = _lines.Room();
        int count = _unzipped is null ? _file.Read(room) : ReadUnzipped(room);
        if (count > 0) _lines.Added(count);
        return count > 0;
    }

    private int ReadUnzipped(Span<byte> room)
    {
        try
        {
            return _unzipped!.Read(room);
        }
        catch (InvalidDataException bad)
        {
            throw new BadInputException($"{Path} byte {_file.Offset}", "gzip data", bad.Message);
        }
    }

    private bool CloseLastLine()
    {
        _closed = true;
        if (_lines.Rest.IsEmpty || !LastLine.IsWhole(_lines.Rest, _lines.Before)) return false;
        _lines.CloseLastLine();
        return true;
    }

    private FeedStep End()
    {
        TailBytes = _partialBytes + (IsBlank(_lines.Rest) ? 0 : _lines.Rest.Length);
        return new FeedStep(FeedState.Ended);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(" \t\r\n"u8);

    private GZipStream Unzip() => new(new FileBytes(_file), CompressionMode.Decompress);
}
