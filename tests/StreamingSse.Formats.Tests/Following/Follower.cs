using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>What a test keeps of a frame.</summary>
internal sealed record Seen(long? Step, double TimePs, FrameOrigin Origin, double[] PositionsA, double[]? VelocitiesAPerPs);

/// <summary>Reads a run step by step under a manual clock, and keeps what it saw.</summary>
internal sealed class Follower : IDisposable
{
    private readonly SegmentFeeds _feeds;
    private readonly RunReader _reader;

    public Follower(RunPlan plan, FollowOptions options)
    {
        _feeds = new SegmentFeeds(plan, options, Clock);
        _reader = new RunReader(plan, options, Events.Add, Clock, _feeds.Open);
    }

    public ManualClock Clock { get; } = new();

    public List<Seen> Frames { get; } = [];

    public List<SourceEvent> Events { get; } = [];

    public bool HasEnded { get; private set; }

    public IEnumerable<long?> Steps => Frames.Select(frame => frame.Step);

    public IEnumerable<int> Blocks => Frames.Select(frame => frame.Origin.Block);

    public double[] TimesPs => [.. Frames.Select(frame => frame.TimePs)];

    /// <summary>Reads finished files to their end.</summary>
    public static Follower ReadAll(RunPlan plan)
    {
        var follower = new Follower(plan, new FollowOptions());
        follower.Drain();
        Assert.True(follower.HasEnded);
        return follower;
    }

    public static Follower Follow(RunPlan plan, FollowOptions? options = null) => new(plan, (options ?? new FollowOptions()) with { Follow = true });

    /// <summary>Takes all that is there.</summary>
    /// <returns>How long it would wait then.</returns>
    public TimeSpan Drain()
    {
        while (true)
        {
            RunTurn turn = _reader.Next();
            if (turn.Frame is Frame frame) Keep(frame);
            else
            {
                HasEnded = turn.Delay is null;
                return turn.Delay ?? TimeSpan.Zero;
            }
        }
    }

    /// <summary>Lets time pass, looking at the files as often as it would.</summary>
    public Follower Wait(double seconds)
    {
        TimeSpan left = TimeSpan.FromSeconds(seconds);
        while (left > TimeSpan.Zero && !HasEnded)
        {
            TimeSpan delay = Drain();
            Clock.Advance(delay < left ? delay : left);
            left -= delay;
        }
        Drain();
        return this;
    }

    public T One<T>() where T : SourceEvent => Assert.Single(Events.OfType<T>());

    public void Dispose()
    {
        _reader.Dispose();
        _feeds.Dispose();
    }

    private void Keep(Frame frame)
    {
        using (frame)
            Frames.Add(new Seen(frame.Step, frame.TimePs, frame.Origin, frame.PositionsA.ToArray(), frame.HasVelocities ? frame.VelocitiesAPerPs.ToArray() : null));
    }
}
