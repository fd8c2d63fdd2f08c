using StreamingSse.Kernel.Frames;

namespace StreamingSse.Pipeline.Runs;

/// <summary>One end of a run's stream: adds each frame to its accumulators, and reads them out when a frame says so.</summary>
/// <remarks>
/// The stream calls <see cref="Take"/>; <see cref="ReadNow"/> may come from elsewhere when the stream is quiet. A lock, never contended while
/// frames flow, keeps them apart.
/// </remarks>
/// <param name="begin">Makes the accumulators of a generation.</param>
/// <param name="publish">Gets each reading.</param>
internal sealed class Branch(Func<Accumulation> begin, SnapshotClock snapshots, TimeProvider clock, Action<BranchReading> publish)
{
    private readonly Lock _gate = new();
    private Accumulation _accumulation = begin();
    private BlockTurn _turn;
    private int _generation;
    private long _frameCount;
    private long _publishedCount;

    public void Take(Frame frame)
    {
        lock (_gate)
        {
            switch (_turn.Next(frame.Origin))
            {
                case BlockChange.NewBlock: _accumulation.BeginBlock(); break;
                case BlockChange.NewGeneration: BeginGeneration(); break;
            }

            _generation = frame.Origin.Generation;
            _accumulation.Add(frame);
            _frameCount++;
            if (frame.SnapshotDue) Publish();
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

    private void BeginGeneration()
    {
        if (_frameCount != _publishedCount) Publish(); // the last word on what is now behind
        (_accumulation, _frameCount, _publishedCount) = (begin(), 0, 0);
    }

    private void Publish()
    {
        long began = clock.GetTimestamp();
        publish(_accumulation.Read(_generation, _frameCount));
        _publishedCount = _frameCount;
        snapshots.Spent(clock.GetElapsedTime(began));
    }
}
