using System.Buffers;
using System.Runtime.CompilerServices;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Folder;

/// <summary>The link over a shared folder: one file per run, taken over whole by renaming, read by polling. No lock, no server.</summary>
/// <remarks>
/// Any number of nodes may publish, also the same run, and any number may read. A file that a network file system shows in part fails its checksum
/// and is read again at the next look; one of a newer release or another program is set aside and told of once.
/// </remarks>
/// <param name="folder">Made at the first publication where it does not exist.</param>
/// <param name="follow">False: a reader ends after one look at what is there.</param>
/// <param name="note">Told, once for each file that cannot be read, where, expected and found.</param>
public sealed class FolderLink(string folder, FolderPace pace, bool follow, TimeProvider clock, Action<string> note) : IRunLink
{
    private readonly Dictionary<string, StateStamp?> _standing = [];

    /// <summary>When this is set, a reader that follows looks once more and ends.</summary>
    public CancellationToken Finish { get; init; }

    public async ValueTask PublishAsync(RunState state, CancellationToken stop)
    {
        string path = Path.Combine(folder, PublishedFile.NameOf(state.Run));
        // What an earlier watch of the run left may be further than this one is yet: looked at once, and kept until it is passed.
        if (!_standing.TryGetValue(state.Run, out StateStamp? standing)) _standing[state.Run] = standing = PublishedFile.StampIn(path);
        if (!state.Stamp.Supersedes(standing)) return;
        var message = new ArrayBufferWriter<byte>(1 << 16);
        RunStateCodec.Encode(state, message);
        try
        {
            await PublishedFile.ReplaceAsync(path, message.WrittenMemory, stop);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
        _standing[state.Run] = state.Stamp;
    }

    public async IAsyncEnumerable<RunState> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        Dictionary<string, SeenFile> seen = [];
        TimeSpan pause = pace.Min;
        while (true)
        {
            bool isNews = false, isLast = !follow || Finish.IsCancellationRequested;
            foreach (string path in PublishedFile.In(folder))
            {
                if (ReadChanged(path, seen) is not { } state) continue;
                isNews = true;
                yield return state;
            }
            if (isLast) yield break;
            pause = isNews ? pace.Min : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, pace.Max.Ticks)); // a quiet folder is asked ever more seldom
            await PauseAsync(pause, stop);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, Finish);
        try
        {
            await Task.Delay(pause, clock, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time for the last look.
        }
    }

    private RunState? ReadChanged(string path, Dictionary<string, SeenFile> seen)
    {
        var file = new FileInfo(path);
        SeenFile? before = seen.GetValueOrDefault(path);
        try
        {
            var now = new SeenFile(file.Length, file.LastWriteTimeUtc, before?.Told);
            // A file that could not be read is looked at again: what a network file system showed may have been half of it.
            if (before is not null && before with { Told = now.Told } == now && now.Told is null) return null;
            seen[path] = now;
            RunState state = RunStateCodec.Decode(File.ReadAllBytes(path), path);
            seen[path] = now with { Told = null };
            return state;
        }
        catch (BadInputException bad)
        {
            SeenFile now = seen[path];
            if (now.Told != bad.Message) note($"{bad.Message}; set aside");
            seen[path] = now with { Told = bad.Message };
            return null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // replaced or taken away at this moment: the next look tells
        }
    }

    /// <param name="Told">What was said about it; null where it was read.</param>
    private sealed record SeenFile(long Length, DateTime WrittenUtc, string? Told);
}
