using System.Runtime.CompilerServices;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of a run, in order, each once, with its time and origin; of files that are finished or still being written.</summary>
/// <remarks>
/// <see cref="Frame.TimePs"/> counts from the first frame of the run. A new <see cref="FrameOrigin.Block"/> interrupts the motion; a new
/// <see cref="FrameOrigin.Generation"/> begins the run anew, either because its file was cut or replaced (<see cref="SourceEvent.SourceRestarted"/>:
/// what was gathered is void) or because the engine began again in the same file (<see cref="SourceEvent.NewRunStarted"/>: what was gathered is a result
/// to keep). Within a block frames are <see cref="FramePs"/> apart. Each event is told before the first frame that it concerns.
/// Needs no thread: between looks at the file there is only a timer.
/// </remarks>
/// <param name="tell">Is called on the reading thread, and should return soon.</param>
public sealed class TrajectorySource(RunPlan plan, FollowOptions options, Action<SourceEvent> tell, TimeProvider clock)
{
    private (SegmentFeeds Feeds, RunReader Reader)? _open; // from the first frame, or a resumption, to the end of the enumeration
    [NotState("only while it resumes")] private bool _isSkipping;

    /// <summary>The spacing of frames within a block, ps; NaN before two are known.</summary>
    public double FramePs => _open?.Reader.PeriodPs ?? double.NaN;

    /// <summary>The files of the chain so far, those that came while it was followed included. Any thread may ask.</summary>
    public IReadOnlyList<string> Segments => _open?.Reader.Segments ?? plan.Segments;

    /// <summary>Between two frames: whether <see cref="Carry"/> may be called now. Where the files were read into a frame it may not, and soon may again.</summary>
    public bool CanCarry => _open is { Reader.CanCarry: true };

    /// <summary>The last frames were taken only because it was said that nothing follows: had it gone on, they would have waited.</summary>
    public bool HasGuessedTheEnd => _open is { Reader.GivenAtEndCount: > 0 };

    /// <summary>Takes along where the source stands, while it waits between two frames. <see cref="Resume"/> loads.</summary>
    public void Carry(StateCarrier state)
    {
        _open!.Value.Reader.Carry(state);
        _open.Value.Feeds.Carry(state);
    }

    /// <summary>Goes to a saved place, in files that may have grown since, before <see cref="ReadAllAsync"/>.</summary>
    /// <param name="skip">Frames after that place that were given out too: they are read and passed over.</param>
    /// <param name="last">Where the last frame given out came from.</param>
    /// <exception cref="StateMismatchException">The files do not hold what was read, and why; a source that was refused is not to be used.</exception>
    public void Resume(StateCarrier saved, long skip, FrameOrigin last)
    {
        RunReader reader = Open().Reader;
        try
        {
            Carry(saved);
            _isSkipping = true;
            for (long i = 0; i < skip; i++)
                if (!TrySkip(reader, isLast: i == skip - 1, last)) throw new StateMismatchException($"{plan.Path}: expected the frames up to the last one that was read, got {i} of {skip}: it is not the same file, or was cut");
            _isSkipping = false;
        }
        catch (Exception e)
        {
            Close();
            if (e is IOException or BadInputException) throw new StateMismatchException(e.Message);
            throw;
        }
    }

    /// <summary>Gives each frame to the caller, who disposes it.</summary>
    /// <param name="stop">Ends it at once, with an <see cref="OperationCanceledException"/>; <see cref="FollowOptions.Finish"/> ends it in order.</param>
    public async IAsyncEnumerable<Frame> ReadAllAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        RunReader reader = (_open ?? Open()).Reader;
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop, options.Finish);
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                RunTurn turn = reader.Next();
                if (turn.Frame is Frame frame) yield return frame;
                else if (turn.Delay is not TimeSpan delay) yield break;
                else await Task.Delay(delay, clock, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Close();
        }
    }

    private static bool TrySkip(RunReader reader, bool isLast, FrameOrigin last)
    {
        using Frame? frame = reader.Next().Frame;
        return frame is not null && (!isLast || frame.Origin == last);
    }

    private (SegmentFeeds Feeds, RunReader Reader) Open()
    {
        var feeds = new SegmentFeeds(plan, options, clock);
        var reader = new RunReader(plan, options, told =>
        {
            if (!_isSkipping) tell(told); // it was told when it happened
        }, clock, feeds.Open);
        _open = (feeds, reader);
        return (feeds, reader);
    }

    // What it knew at its end may still be asked for.
    private void Close()
    {
        _open?.Reader.Dispose();
        _open?.Feeds.Dispose();
    }
}
