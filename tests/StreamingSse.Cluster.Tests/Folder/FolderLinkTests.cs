using System.Buffers;
using StreamingSse.Cluster.Folder;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Tests.Folder;

public sealed class FolderLinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-folder-link-").FullName;
    private readonly List<string> _notes = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_published_is_read_whole_by_every_reader()
    {
        await Publish(State("/runs/a", 10));
        await Publish(State("/runs/b", 20));
        foreach (FolderLink reader in new[] { Link(), Link() })
        {
            List<RunState> read = await ReadAll(reader);
            Assert.Equal([("/runs/a", 10), ("/runs/b", 20)], read.Select(state => (state.Run, state.Stamp.FrameCount)));
            Assert.Equal(Encode(State("/runs/a", 10)), Encode(read[0]));
        }
    }

    [Fact]
    public async Task The_newest_state_stands_whatever_order_two_watchers_publish_in()
    {
        FolderLink first = Link(), second = Link();
        await first.PublishAsync(State("/runs/a", 50), default);
        await second.PublishAsync(State("/runs/a", 20, "20260102"), default); // a later watch that is still behind
        Assert.Equal(50, Assert.Single(await ReadAll(Link())).Stamp.FrameCount);
        await second.PublishAsync(State("/runs/a", 60, "20260102"), default);
        Assert.Equal(60, Assert.Single(await ReadAll(Link())).Stamp.FrameCount);
    }

    [Fact]
    public async Task A_run_that_was_replaced_by_a_shorter_one_is_taken_over_at_its_end()
    {
        await Publish(State("/runs/a", 50));
        await Publish(State("/runs/a", 20, "20260102", isFinal: true));
        Assert.Equal(20, Assert.Single(await ReadAll(Link())).Stamp.FrameCount);
    }

    [Fact]
    public async Task A_file_seen_in_part_foreign_or_of_a_newer_release_is_set_aside_once_and_the_rest_is_read()
    {
        await Publish(State("/runs/a", 10));
        byte[] whole = Encode(State("/runs/b", 20));
        string half = Path.Combine(_folder, "half.sserun"), newer = Path.Combine(_folder, "newer.sserun");
        await File.WriteAllBytesAsync(half, whole[..(whole.Length / 2)]);
        whole[5] = 2;
        await File.WriteAllBytesAsync(newer, whole);
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.sserun"), "hello");
        await File.WriteAllTextAsync(Path.Combine(_folder, ".half-written.sserun.host.1.tmp"), "x");

        Assert.Equal("/runs/a", Assert.Single(await ReadAll(Link())).Run);
        Assert.Equal(3, _notes.Count);
        Assert.Contains(_notes, note => note.Contains("half.sserun") && note.Contains("the checksum"));
        Assert.Contains(_notes, note => note.Contains("newer.sserun") && note.Contains("expected version 1"));
        Assert.Contains(_notes, note => note.Contains("notes.sserun") && note.Contains("set aside"));
    }

    [Fact]
    public async Task A_reader_that_follows_gets_only_what_changed_and_a_half_file_when_it_is_whole()
    {
        string late = Path.Combine(_folder, "late.sserun");
        byte[] whole = Encode(State("/runs/late", 5));
        await File.WriteAllBytesAsync(late, whole[..^1]);
        await Publish(State("/runs/a", 10));
        using var stop = new CancellationTokenSource();
        var link = new FolderLink(_folder, new FolderPace(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)), follow: true, TimeProvider.System, _notes.Add);
        List<(string, long)> read = [];
        await foreach (RunState state in link.ReadAsync(stop.Token))
        {
            read.Add((state.Run, state.Stamp.FrameCount));
            if (read.Count == 1) await Publish(State("/runs/a", 11));
            if (read.Count == 2) await File.WriteAllBytesAsync(late, whole);
            if (read.Count == 3) break;
        }
        Assert.Equal([("/runs/a", 10), ("/runs/a", 11), ("/runs/late", 5)], read);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_yet_is_empty_and_a_file_in_its_place_is_refused_as_away()
    {
        Assert.Empty(await ReadAll(new FolderLink(Path.Combine(_folder, "none"), Pace, follow: false, TimeProvider.System, _notes.Add)));
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var blocked = new FolderLink(Path.Combine(file, "inside"), Pace, follow: false, TimeProvider.System, _notes.Add);
        await Assert.ThrowsAnyAsync<IOException>(async () => await blocked.PublishAsync(State("/runs/a", 1), default));
    }

    private static FolderPace Pace { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10));

    private FolderLink Link() => new(_folder, Pace, follow: false, TimeProvider.System, _notes.Add);

    private ValueTask Publish(RunState state) => Link().PublishAsync(state, default);

    private static async Task<List<RunState>> ReadAll(FolderLink link)
    {
        List<RunState> read = [];
        await foreach (RunState state in link.ReadAsync(default)) read.Add(state);
        return [.. read.OrderBy(state => state.Run, StringComparer.Ordinal)];
    }

    private static byte[] Encode(RunState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RunStateCodec.Encode(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static RunState State(string run, long frames, string session = "20260101", bool isFinal = false) => States.Of(run, frames, session, isFinal);
}
