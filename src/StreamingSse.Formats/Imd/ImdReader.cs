using System.Net.Sockets;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>A thread of its own that empties a simulation's socket as soon as anything comes, and connects again when it is lost.</summary>
/// <remarks>
/// It does nothing that could keep it waiting: no file, no lock that is held for long, no other thread's turn. When the queue is full it drops
/// frames (or pauses the simulation where that was asked for).
/// </remarks>
internal sealed class ImdReader : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Away = TimeSpan.FromMilliseconds(200), GoneWithin = TimeSpan.FromSeconds(4);
    private readonly ImdPlan _plan;
    private readonly ImdParser _parser;
    private readonly ImdQueue _queue;
    private readonly TimeSpan _retry;
    private readonly TimeProvider _clock;
    private readonly string _path;
    private readonly ImdBackOff _backOff = new();
    private readonly ManualResetEventSlim _isAsked = new();
    private readonly Thread _thread;
    private byte[] _bytes = new byte[256 * 1024];
    private long _receivedBytes, _frameCount, _framesHere;
    private long _emptiedAt;
    private volatile bool _isResumed, _hasEnded;
    private bool _isPaused, _wasConnected, _isUnnumbered;
    private TimeSpan? _stoodStill;
    private long _leftOut;
    private BadInput? _broken;
    private string _toldReason = "";

    /// <param name="retry">How long to go on trying to connect; then the source has ended, or is bad input where it never answered.</param>
    public ImdReader(string path, ImdPlan plan, ImdParser parser, ImdQueue queue, TimeSpan retry, TimeProvider clock)
    {
        (_path, _plan, _parser, _queue, _retry, _clock) = (path, plan, parser, queue, retry, clock);
        _thread = new Thread(Run) { IsBackground = true, Name = path };
        _thread.Start();
    }

    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    /// <summary>Whole frames received, dropped ones too.</summary>
    public long FrameCount => Interlocked.Read(ref _frameCount);

    /// <summary>When nothing waited in the socket, a timestamp of the clock.</summary>
    public long EmptiedAt => Volatile.Read(ref _emptiedAt);

    /// <summary>Why there will be nothing more; read it when <see cref="HasEnded"/>.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>What cannot go on; read it when <see cref="HasEnded"/>.</summary>
    public Exception? Failure { get; private set; }

    public bool HasEnded => _hasEnded;

    /// <summary>An earlier watch has read from this server: where it does not answer any more, the run has ended.</summary>
    public void MarkResumed() => _isResumed = true;

    /// <summary>Leaves the simulation (or ends it, where the plan says so) and waits until that is done.</summary>
    public void Finish()
    {
        _isAsked.Set();
        _thread.Join(GoneWithin);
    }

    public void Dispose()
    {
        Finish();
        if (!_thread.IsAlive) _isAsked.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_isAsked.IsSet && EndReason.Length == 0) Attach();
            if (EndReason.Length == 0) EndReason = _plan.KillsAtEnd ? "the simulation was told to end" : "it was left; the simulation goes on";
        }
        catch (Exception failure)
        {
            Failure = failure; // the stream that reads from the queue throws it
        }
        Tell($"{FrameCount} frames received, {_queue.DroppedCount} of them dropped for want of room");
        _hasEnded = true;
        _plan.Control.End();
    }

    private void Attach()
    {
        try
        {
            using ImdConnection connection = ImdConnection.Open(_plan.Address, _plan.Rate);
            Interrupted("the connection was lost and made again");
            Lost(Serve(connection));
        }
        catch (SocketException lost)
        {
            Lost(lost.Message);
        }
    }

    private void Interrupted(string reason)
    {
        if (_wasConnected) _queue.Interrupt(reason);
        (_framesHere, _isPaused, _stoodStill, _leftOut) = (0, false, null, 0);
        _parser.Restart();
    }

    private void Lost(string reason)
    {
        if (_isAsked.IsSet || EndReason.Length > 0) return;
        TimeSpan delay = _backOff.Next();
        if (_backOff.Waited <= _retry)
        {
            if (reason != _toldReason) Tell($"{reason}; trying again for {_retry.TotalSeconds:0} s");
            _toldReason = reason;
            _isAsked.Wait(delay);
        }
        else if (_wasConnected || _isResumed) EndReason = $"{reason}, for {_retry.TotalSeconds:0} s";
        else throw new BadInputException(_path, "a simulation that serves IMD there", $"{reason}, for {_retry.TotalSeconds:0} s");
    }

    /// <returns>Why the connection ended.</returns>
    private string Serve(ImdConnection connection)
    {
        int filled = 0;
        long lookedAt = _clock.GetTimestamp(), waitedSince = lookedAt;
        bool isWaitTold = false;
        while (!_isAsked.IsSet)
        {
            if (_plan.Control.IsKillAsked)
            {
                connection.Leave(ImdPacketType.Kill);
                EndReason = "the simulation was told to end";
                return EndReason;
            }
            Regulate(connection);
            if (_isUnnumbered && _clock.GetElapsedTime(lookedAt) > Away && connection.MayHoldUp) _stoodStill = _clock.GetElapsedTime(lookedAt);
            lookedAt = _clock.GetTimestamp();
            if (connection.IsDrained) Emptied(lookedAt);
            if (!connection.Wait(Look))
            {
                lookedAt = _clock.GetTimestamp();
                if (_parser.Session is not null || isWaitTold || _clock.GetElapsedTime(waitedSince) < TimeSpan.FromSeconds(2)) continue;
                Tell("connected, and no word from the server yet: another client may be attached, or it is paused");
                isWaitTold = true;
                continue;
            }
            int read = connection.Read(_bytes.AsSpan(filled));
            if (read == 0) return _framesHere > 0 || _parser.Session is not null ? "the server ended the connection" : "the server closed the connection before its handshake";
            Interlocked.Add(ref _receivedBytes, read);
            filled = Parse(filled + read);
            if (_parser.IsClosed) return "the server said goodbye";
            if (_parser.IsBroken) return Refuse(connection);
        }
        if (_isPaused) Resume(connection);
        connection.Leave(_plan.KillsAtEnd ? ImdPacketType.Kill : ImdPacketType.Disconnect);
        return "";
    }

    /// <returns>Bytes of a frame that is not whole yet, now at the start of the buffer.</returns>
    private int Parse(int filled)
    {
        int at = 0;
        bool wasUnknown = _parser.Session is null;
        while (at < filled)
        {
            ParseStep step = _parser.Parse(_bytes.AsSpan(at, filled - at));
            at += step.ConsumedBytes;
            if (step.Frame is Frame frame) Take(frame, filled - at);
            if (step.Rejected is BadInput bad) Reject(bad);
            if (step.ConsumedBytes == 0) break;
        }
        if (wasUnknown && _parser.Session is ImdSession session) Connected(session);
        _bytes.AsSpan(at, filled - at).CopyTo(_bytes);
        if (filled - at == _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length); // no more than two frames: the parser takes a whole one, and breaks where more than one could wait
        return filled - at;
    }

    private void Connected(ImdSession session)
    {
        _wasConnected = true;
        Tell($"connected: {session}");
    }

    private void Emptied(long at)
    {
        Volatile.Write(ref _emptiedAt, at);
        if (_stoodStill is not null) GoOn();
    }

    // While this program stood still the server may have dropped frames, and nothing shows after which of those that wait: they are left out.
    private void GoOn()
    {
        _queue.Interrupt($"this program stood still for {_stoodStill!.Value.TotalSeconds:0.#} s: those that had waited are left out, and the server may have dropped others", _leftOut);
        (_stoodStill, _leftOut) = (null, 0);
    }

    private void Take(Frame frame, int bytesBehind)
    {
        if (_framesHere++ == 0) _backOff.Succeeded(); // a handshake alone shows no simulation
        long number = Interlocked.Increment(ref _frameCount);
        _isUnnumbered = frame.Step is null;
        if (_stoodStill is not null)
        {
            _leftOut++;
            frame.Dispose();
            return;
        }
        _queue.AddFrame(frame, number, ReceivedBytes - bytesBehind);
    }

    private void Reject(BadInput bad)
    {
        if (_parser.IsBroken) _broken = bad;
        else _queue.AddRejected(bad);
    }

    // A stream that does not fit from its first frame on is another one than was meant; one that fitted once is begun anew.
    private string Refuse(ImdConnection connection)
    {
        connection.Leave(ImdPacketType.Disconnect);
        return _framesHere == 0 ? throw new BadInputException(_broken!) : $"{_broken}";
    }

    // Only where it was asked for: a paused simulation loses no frames, but stands still.
    private void Regulate(ImdConnection connection)
    {
        if (!_plan.PausesWhenFull || _framesHere == 0) return;
        int count = _queue.Count;
        if (!_isPaused && count > _queue.Capacity / 2)
        {
            connection.Send(ImdPacketType.Pause);
            _isPaused = true;
            Tell("the simulation is paused: the analysis is behind");
        }
        else if (_isPaused && count < _queue.Capacity / 8)
        {
            Resume(connection);
            Tell("the simulation goes on");
        }
    }

    // In version 2 a second PAUSE resumes.
    private void Resume(ImdConnection connection)
    {
        connection.Send(_parser.Session?.Version == 2 ? ImdPacketType.Pause : ImdPacketType.Resume);
        _isPaused = false;
    }

    private void Tell(string state) => _queue.AddNews(new ImdItem(Told: new SourceEvent.ConnectionChanged(_path, state)));
}
