using System.Runtime.CompilerServices;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;

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
    private RunReader? _reader;

    /// <summary>The spacing of frames within a block, ps; NaN before two are known.</summary>
    public double FramePs => _reader?.PeriodPs ?? double.NaN;

    /// <summary>Gives each frame to the caller, who disposes it.</summary>
    /// <param name="stop">Ends it at once, with an <see cref="OperationCanceledException"/>; <see cref="FollowOptions.Finish"/> ends it in order.</param>
    public async IAsyncEnumerable<Frame> ReadAllAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        using var feeds = new SegmentFeeds(plan, options, clock);
        using var reader = new RunReader(plan, options, tell, clock, feeds.Open);
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop, options.Finish);
        _reader = reader;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            RunTurn turn = reader.Next();
            if (turn.Frame is Frame frame) yield return frame;
            else if (turn.Delay is not TimeSpan delay) yield break;
            else await Task.Delay(delay, clock, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
