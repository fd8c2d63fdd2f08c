using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>One end of a run's stream: adds each frame to its accumulators, and reads them out when a frame says so.</summary>
/// <remarks>
/// The stream calls <see cref="Take"/>; <see cref="ReadNow"/> may come from elsewhere when the stream is quiet. A lock, never contended while
/// frames flow, keeps them apart.
/// </remarks>
/// <param name="begin">Makes the accumulators of a generation.</param>
/// <param name="publish">Gets each reading.</param>
/// <param name="save">Gets the state where a frame says so.</param>
internal sealed class Branch(Func<IBranchStage> begin, SnapshotClock snapshots, TimeProvider clock, Action<BranchReading> publish, Action<Branch> save)
{
    private readonly Lock _gate = new();
    private IBranchStage _stage = begin();
    private BlockTurn _turn;
    private int _generation;
    private long _frameCount;
    [NotState("what was loaded is published")] private long _publishedCount;

    public int Generation => _generation;

    public long FrameCount => _frameCount;

    public void Take(Frame frame)
    {
        lock (_gate)
        {
            switch (_turn.Next(frame.Origin))
            {
                case BlockChange.NewBlock: _stage.BeginBlock(); break;
                case BlockChange.NewGeneration: BeginGeneration(); break;
            }

            _generation = frame.Origin.Generation;
            _stage.Add(frame);
            _frameCount++;
            if (frame.SnapshotDue) Publish();
            if (frame.CheckpointDue) save(this);
        }
    }

    /// <summary>Publishes what the frames so far give, if that was not done yet.</summary>
    public void ReadNow()
    {
        lock (_gate)
        {
            if (_frameCount != _publishedCount) Publish();
        }
    }

    /// <summary>Takes the state along, at a frame that says so or while no frames flow.</summary>
    public void Carry(StateCarrier state)
    {
        lock (_gate)
        {
            _turn.Carry(state);
            (_generation, _frameCount) = (state.Carry(_generation), state.Carry(_frameCount));
            _stage.Carry(state);
        }
    }

    private void BeginGeneration()
    {
        if (_frameCount != _publishedCount) Publish(); // the last word on what is now behind
        (_stage, _frameCount, _publishedCount) = (begin(), 0, 0);
    }

    private void Publish()
    {
        long began = clock.GetTimestamp();
        publish(_stage.Read(_generation, _frameCount));
        _publishedCount = _frameCount;
        snapshots.Spent(clock.GetElapsedTime(began));
    }
}
