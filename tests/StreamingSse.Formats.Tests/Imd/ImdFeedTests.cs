using System.Diagnostics;
using System.Net.Sockets;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Tests.Imd;

/// <summary>Over real sockets of this machine, with a server that sends what real engines sent.</summary>
public sealed class ImdFeedTests
{
    private const int Go = 3, Kill = 5, Disconnect = 0, Pause = 7, TransmissionRate = 8;
    private static readonly byte[] Lammps = ImdStreams.Recorded(ImdStreams.Lammps);

    [Fact]
    public async Task A_simulation_is_told_to_go_at_the_wanted_rate_and_left_in_order()
    {
        using var server = new ImdServer(async client =>
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client)); // before the handshake: LAMMPS ends its run where that takes long
            Assert.Equal((TransmissionRate, 10), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps);
            Assert.Equal((Disconnect, 0), await ImdServer.HeardAsync(client));
        });
        (List<Seen> frames, List<SourceEvent> events) = await ReadAsync(Plan(server), finishAfter: 4);
        await server.Served;
        Assert.Equal([0, 0.02, 0.04, 0.06], frames.Select(frame => Math.Round(frame.TimePs, 9)));
        Assert.All(frames, frame => Assert.Equal(0, frame.Origin.Block));
        Assert.Equal(Lammps.Length, frames[^1].Origin.EndOffset);
        Assert.Contains(events.OfType<SourceEvent.ConnectionChanged>(), told => told.State == "connected: IMD version 2, little-endian");
        Assert.Contains(events.OfType<SourceEvent.ConnectionChanged>(), told => told.State.StartsWith("4 frames received, 0 of them dropped"));
        Assert.Equal("it was left; the simulation goes on", Assert.Single(events.OfType<SourceEvent.SourceEnded>()).Reason);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_and_begins_a_block()
    {
        async Task TwoFrames(NetworkStream client)
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps.AsMemory(..ImdStreams.FrameEnds(Lammps)[1]));
        }
        using var server = new ImdServer(TwoFrames, async client =>
        {
            await TwoFrames(client);
            while ((await ImdServer.HeardAsync(client)).Type is TransmissionRate) { }
        });
        (List<Seen> frames, List<SourceEvent> events) = await ReadAsync(Plan(server), finishAfter: 4);
        await server.Served;
        Assert.Equal([0, 0, 1, 1], frames.Select(frame => frame.Origin.Block));
        Assert.Null(Assert.Single(events.OfType<SourceEvent.FramesMissing>()).Count);
    }

    /// <summary>What answers without ever sending a frame is tried as long as what does not answer: 0.25 s and 0.5 s are more than 0.6 s.</summary>
    [Fact]
    public async Task A_server_that_shakes_hands_and_closes_is_not_tried_for_ever()
    {
        static async Task ShakeHands(NetworkStream client)
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            Assert.Equal((TransmissionRate, 10), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps.AsMemory(..8));
        }
        using var server = new ImdServer(ShakeHands, ShakeHands);
        RunPlan plan = Plan(server);
        using var feed = new ImdFeed(plan, new ImdParser(plan.Path, 324, false, plan.Imd!.Units), new FollowOptions { SocketRetry = TimeSpan.FromSeconds(0.6) }, TimeProvider.System);
        FeedStep last = default;
        await Until(() => (last = feed.Next()).State == FeedState.Ended);
        await server.Served;
        Assert.StartsWith("the server ended the connection, for", last.Reason);
    }

    /// <summary>The simulation goes on while nobody watches: what was gathered stays, and what comes then begins a block, at a later time where numbers tell it.</summary>
    [Theory]
    [InlineData(ImdStreams.Lammps, 4, 0.08)]
    [InlineData(ImdStreams.Version3, 3, 1.5)]
    public async Task A_watch_that_goes_on_after_an_interruption_begins_a_block(string name, int frameCount, double nextPs)
    {
        byte[] first = ImdStreams.Recorded(name), then = ImdStreams.Later(first, steps: 1000, timePs: 1.5);
        using var server = new ImdServer([.. new[] { first, then }.Select(stream => new Func<NetworkStream, Task>(async client =>
        {
            await client.WriteAsync(stream);
            while ((await ImdServer.HeardAsync(client)).Type is Go or TransmissionRate) { }
        }))]);
        RunPlan plan = name == ImdStreams.Lammps ? Plan(server) : Plan(server) with { TimestepFs = 1.5, FrameFs = double.NaN };
        if (name == ImdStreams.Version3) plan = plan with { Imd = plan.Imd! with { Rate = null } };
        (byte[] saved, FrameOrigin last) = await KilledAfter(frameCount, plan);

        var (events, frames) = (new List<SourceEvent>(), new List<Seen>());
        using var finish = new CancellationTokenSource();
        var source = new TrajectorySource(plan, new FollowOptions { Follow = true, Finish = finish.Token }, events.Add, TimeProvider.System);
        source.Resume(StateCarrier.LoadingFrom(saved), 0, last);
        Assert.Equal(saved, CarriedState.Save(source.Carry));
        await foreach (Frame frame in source.ReadAllAsync())
            using (frame)
            {
                frames.Add(new Seen(frame.Step, frame.TimePs, frame.Origin, [], null));
                if (frames.Count == frameCount) await finish.CancelAsync();
            }
        await server.Served;
        Assert.True(source.CanCarry && !source.HasGuessedTheEnd); // where it was left can be taken along as well
        Assert.All(frames, frame => Assert.Equal(last.Block + 1, frame.Origin.Block));
        Assert.Equal(nextPs, frames[0].TimePs, 1e-9);
        Assert.Equal(2 * first.Length, frames[^1].Origin.EndOffset);
        Assert.Contains("while nobody watched", Assert.Single(events.OfType<SourceEvent.FramesMissing>()).Reason);
    }

    [Fact]
    public async Task A_stalled_analysis_loses_counted_frames_and_never_holds_the_server_up()
    {
        const int rounds = 100;
        byte[] body = Lammps[8..];
        var allSent = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        using var server = new ImdServer(async client =>
        {
            await client.WriteAsync(Lammps.AsMemory(..8));
            for (int round = 0; round < rounds; round++) await client.WriteAsync(body); // 1.5 MB: more than waits in the kernel
            allSent.SetResult();
            await goOn.Task;
            await client.WriteAsync(body);
            while ((await ImdServer.HeardAsync(client)).Type is Go or TransmissionRate) { }
        });
        RunPlan plan = Plan(server);
        using var feed = new ImdFeed(plan, new ImdParser(plan.Path, 324, false, plan.Imd!.Units), new FollowOptions { SocketQueueBytes = 1 }, TimeProvider.System);
        await allSent.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Until(() => feed.BytesRead == 8 + rounds * body.Length);
        List<FeedStep> steps = Take(feed);
        goOn.SetResult();
        long Lost() => steps.Sum(step => step.LostCount ?? 0);
        await Until(() =>
        {
            steps.AddRange(Take(feed));
            return steps.Count(step => step.State == FeedState.Frame) + Lost() == 4 * (rounds + 1); // every frame is there, or counted as lost
        });
        feed.Finish();
        await server.Served;
        Assert.InRange(Lost(), 4 * rounds / 2, 4 * rounds); // 64 have room; a last piece may still have been on its way when the analysis woke
    }

    [Fact]
    public async Task Where_it_was_asked_for_the_simulation_is_paused_instead_and_nothing_is_lost()
    {
        byte[] body = Lammps[8..];
        int sentFrames = 0;
        using var server = new ImdServer(async client =>
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            Assert.Equal((TransmissionRate, 10), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps.AsMemory(..8));
            Task<(int, int)> heard = ImdServer.HeardAsync(client);
            for (; !heard.IsCompleted; sentFrames += 4)
            {
                await client.WriteAsync(body);
                await Task.WhenAny(heard, Task.Delay(5));
            }
            Assert.Equal((Pause, 0), await heard);
            Assert.Equal((Pause, 0), await ImdServer.HeardAsync(client)); // a second one resumes, in version 2
            Assert.Equal((Disconnect, 0), await ImdServer.HeardAsync(client));
        });
        RunPlan plan = Plan(server);
        plan = plan with { Imd = plan.Imd! with { PausesWhenFull = true } };
        using var feed = new ImdFeed(plan, new ImdParser(plan.Path, 324, false, plan.Imd!.Units), new FollowOptions { SocketQueueBytes = 64 * 48 * 324 }, TimeProvider.System);
        await Until(() => feed.BytesRead > 32 * (Lammps.Length - 8) / 4);
        var steps = new List<FeedStep>();
        await Until(() =>
        {
            steps.AddRange(Take(feed));
            return steps.Any(step => step.Told is SourceEvent.ConnectionChanged { State: "the simulation goes on" });
        });
        feed.Finish();
        steps.AddRange(Take(feed));
        await server.Served;
        Assert.Equal(sentFrames, steps.Count(step => step.State == FeedState.Frame));
        Assert.DoesNotContain(steps, step => step.State == FeedState.Gap);
    }

    [Fact]
    public async Task The_simulation_is_ended_only_when_that_is_asked_for()
    {
        RunPlan? plan = null;
        using var server = new ImdServer(async client =>
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            Assert.Equal((TransmissionRate, 10), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps);
            plan!.Imd!.Control.Kill();
            Assert.Equal((Kill, 0), await ImdServer.HeardAsync(client));
        });
        plan = Plan(server);
        (List<Seen> frames, List<SourceEvent> events) = await ReadAsync(plan, finishAfter: int.MaxValue);
        await server.Served;
        Assert.Equal(4, frames.Count);
        Assert.Equal("the simulation was told to end", Assert.Single(events.OfType<SourceEvent.SourceEnded>()).Reason);
    }

    [Fact]
    public async Task A_server_of_other_atoms_is_refused_and_left_in_order()
    {
        using var server = new ImdServer(async client =>
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            Assert.Equal((TransmissionRate, 10), await ImdServer.HeardAsync(client));
            await client.WriteAsync(ImdStreams.Recorded(ImdStreams.Gromacs));
            Assert.Equal((Disconnect, 0), await ImdServer.HeardAsync(client));
        });
        var bad = await Assert.ThrowsAsync<BadInputException>(() => ReadAsync(Plan(server), finishAfter: 4));
        await server.Served;
        Assert.Equal(("324 atoms", "639"), (bad.Bad.Expected, bad.Bad.Found));
    }

    [Fact]
    public async Task Frames_without_numbers_need_a_spacing_and_the_server_is_left_in_order()
    {
        using var server = new ImdServer(async client =>
        {
            Assert.Equal((Go, 0), await ImdServer.HeardAsync(client));
            await client.WriteAsync(Lammps);
            Assert.Equal((Disconnect, 0), await ImdServer.HeardAsync(client));
        });
        RunPlan plan = Plan(server) with { FrameFs = double.NaN };
        var bad = await Assert.ThrowsAsync<BadInputException>(() => ReadAsync(plan with { Imd = plan.Imd! with { Rate = null } }, finishAfter: 4));
        await server.Served;
        Assert.Contains("--trate", bad.Message);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(2.0)]
    public async Task A_time_step_that_is_not_the_stated_one_is_refused(double statedFs)
    {
        using var server = new ImdServer(async client =>
        {
            await client.WriteAsync(ImdStreams.Recorded(ImdStreams.Version3));
            while ((await ImdServer.HeardAsync(client)).Type is Go or TransmissionRate) { }
        });
        RunPlan plan = Plan(server) with { TimestepFs = statedFs, FrameFs = double.NaN };
        plan = plan with { Imd = plan.Imd! with { Rate = null } };
        if (statedFs != 2) Assert.Equal(3, (await ReadAsync(plan, finishAfter: 3)).Frames.Count);
        else Assert.Contains("--imd-units", (await Assert.ThrowsAsync<BadInputException>(() => ReadAsync(plan, finishAfter: 3))).Message);
        await server.Served;
    }

    /// <summary>The recording changes from a frame every 10 steps to one every 25 without a word: a gap of the kind that LAMMPS leaves.</summary>
    [DataFact]
    public async Task Frames_that_a_server_dropped_show_in_the_motion()
    {
        byte[] stream = File.ReadAllBytes(SharedData.Path("engines", "live_fixtures", "imd_lammps_v2_wrapped_324_trate10_then25.bin"));
        int frameCount = ImdStreams.FrameEnds(stream).Count;
        using var server = new ImdServer(async client =>
        {
            await client.WriteAsync(stream);
            while ((await ImdServer.HeardAsync(client)).Type is Go or TransmissionRate) { }
        });
        (List<Seen> frames, List<SourceEvent> events) = await ReadAsync(Plan(server), finishAfter: frameCount);
        await server.Served;
        Assert.Equal(frameCount, frames.Count);
        Assert.Equal([0, 0, 0, 0, 0], frames[..5].Select(frame => frame.Origin.Block));
        Assert.True(frames[5].Origin.Block > 0);
        Assert.Single(frames[8..].Select(frame => frame.Origin.Block).Distinct()); // it keeps the new rate: a rhythm, no gap after each frame
        Assert.Contains(events.OfType<SourceEvent.BlockBroken>(), told => told.Reason.StartsWith("frames are missing"));
    }

    private static RunPlan Plan(ImdServer server)
    {
        var atoms = new AtomTable([.. Enumerable.Repeat("Li", 324)], new Dictionary<string, double>());
        return new RunPlan(server.Address, "LAMMPS", TrajectoryFormat.Imd, [server.Address], atoms, TimestepFs: 2, FrameFs: 20, "metal", double.NaN, ["Li"], null, null, [], [])
        {
            StatedCell = Cell.Orthorhombic(16.92, 16.92, 16.92),
            Imd = new ImdPlan(ImdAddress.Parse(server.Address), 10, false, LammpsUnits.Find("metal")!, null, KillsAtEnd: false, PausesWhenFull: false),
        };
    }

    private static async Task<(List<Seen> Frames, List<SourceEvent> Events)> ReadAsync(RunPlan plan, int finishAfter)
    {
        using var finish = new CancellationTokenSource();
        var (frames, events) = (new List<Seen>(), new List<SourceEvent>());
        var source = new TrajectorySource(plan, new FollowOptions { Follow = true, Finish = finish.Token }, events.Add, TimeProvider.System);
        await foreach (Frame frame in source.ReadAllAsync())
            using (frame)
            {
                frames.Add(new Seen(frame.Step, frame.TimePs, frame.Origin, frame.PositionsA.ToArray(), null));
                if (frames.Count == finishAfter) await finish.CancelAsync();
            }
        return (frames, events);
    }

    private static async Task<(byte[] Saved, FrameOrigin Last)> KilledAfter(int frameCount, RunPlan plan)
    {
        var source = new TrajectorySource(plan, new FollowOptions { Follow = true }, _ => { }, TimeProvider.System);
        int count = 0;
        await foreach (Frame frame in source.ReadAllAsync())
            using (frame)
                if (++count == frameCount) return (CarriedState.Save(source.Carry), frame.Origin);
        throw new InvalidOperationException($"{count} frames came");
    }

    private static List<FeedStep> Take(ImdFeed feed)
    {
        var steps = new List<FeedStep>();
        for (FeedStep step = feed.Next(); step.State is not (FeedState.Nothing or FeedState.Ended); step = feed.Next())
        {
            step.Frame?.Dispose();
            steps.Add(step);
        }
        return steps;
    }

    private static async Task Until(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "waited 60 s");
            await Task.Yield();
        }
    }
}
