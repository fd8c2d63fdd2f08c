using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Tests.Checkpoints;

/// <summary>A simulation cannot be asked again for what it sent: a watch of its socket keeps what it gathered, whatever comes between.</summary>
public sealed class SocketCheckpointTests : IDisposable
{
    private const int AtomCount = 8;
    private const double StepA = 0.03; // of every lithium, from frame to frame
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-socket-").FullName;
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly string _address;

    public SocketCheckpointTests()
    {
        _server.Start();
        _address = $"imd://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}";
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_gathered_stays_and_what_follows_is_a_block_of_its_own()
    {
        RunView first = await Watch(Serve(firstFrame: 0, frameCount: 40));
        Assert.Equal(40, first.Latest!.Snapshot.FrameCount);

        // The simulation has gone on by 4 Å in the meantime.
        RunView second = await Watch(Serve(firstFrame: 170, frameCount: 30));
        Assert.Equal(40, Assert.Single(second.Events.Select(told => told.Event).OfType<SourceEvent.Resumed>()).FrameCount);
        Assert.Contains(second.Events, told => told.Event is SourceEvent.FramesMissing { Count: null });
        Assert.Equal(70, second.Latest!.Snapshot.FrameCount);
        double[] msdA2 = second.Latest.Snapshot.Species.Single(curves => curves.Specie == "Li").MsdTotalA2;
        for (int lag = 1; lag < 20; lag++) Assert.Equal(Math.Pow(StepA * lag, 2), msdA2[lag], 1e-5); // single precision; a jump would make it 1000 times as much

        RunView third = await Watch(Task.CompletedTask); // nobody serves any more: what there is stands
        Assert.Equal(70, third.Latest!.Snapshot.FrameCount);
    }

    private async Task<RunView> Watch(Task serving)
    {
        if (serving.IsCompleted) _server.Stop();
        var atoms = new AtomTable([.. Enumerable.Range(0, AtomCount).Select(i => i % 2 == 0 ? "Li" : "O")], new Dictionary<string, double> { ["Li"] = 6.94, ["O"] = 15.999 });
        var plan = new RunPlan(_address, "LAMMPS", TrajectoryFormat.Imd, [_address], atoms, TimestepFs: 2, FrameFs: 20, "metal", double.NaN, ["Li"], null, null, [], [])
        {
            StatedCell = Cell.Orthorhombic(30, 30, 30),
            Imd = new ImdPlan(ImdAddress.Parse(_address), Rate: 10, IsUnwrapped: true, LammpsUnits.Find("metal")!, LogPath: null, KillsAtEnd: false, PausesWhenFull: false),
        };
        var follow = new FollowOptions { Follow = true, SocketRetry = TimeSpan.Zero };
        var analysis = new AnalysisOptions(new MobileSpecies(["Li"], [], ""));
        var setup = new RunSetup("run", plan, follow, analysis, UnwrapMode.Displacements, 20, 1 << 26, 32, SnapshotPace.OnlyAtTheEnd)
        {
            Checkpoint = new CheckpointPlan(Path.Combine(_folder, CheckpointPlan.FileName), TimeSpan.FromHours(1), CheckpointPlan.Unlimited),
        };
        await using WatchPipeline pipeline = Topology.Start([setup], SseConfig.Load([]));
        await pipeline.Board.AllOver;
        await serving;
        RunView view = Assert.Single(pipeline.Board.Runs);
        Assert.False(view.End!.Failed, view.End.Reason);
        return view;
    }

    /// <summary>As LAMMPS does over version 2: a handshake, then coordinates and nothing else, until the run has ended.</summary>
    private async Task Serve(int firstFrame, int frameCount)
    {
        using TcpClient client = await _server.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 2, 0, 0, 0 });
        byte[] frame = new byte[8 + 12 * AtomCount];
        BinaryPrimitives.WriteInt32BigEndian(frame, 2);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), AtomCount);
        for (int k = firstFrame; k < firstFrame + frameCount; k++)
        {
            for (int c = 0; c < 3 * AtomCount; c++)
                BinaryPrimitives.WriteSingleLittleEndian(frame.AsSpan(8 + 4 * c), (float)(c + (c % 6 == 0 ? StepA * k : 0)));
            await stream.WriteAsync(frame);
        }
        client.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(frame) > 0) { }
    }
}
