using System.Globalization;
using System.Runtime.InteropServices;
using StreamingSse.Formats;
using StreamingSse.Formats.Ase;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>A frame as fuzzing keeps it: the bytes that it was made of, and a hash of every number in it.</summary>
/// <param name="Start">Where the parser stood before it; in a stream that came in pieces maybe later.</param>
public readonly record struct FuzzFrame(int Start, int End, ulong Content)
{
    public bool IsSameAs(FuzzFrame other) => (End, Content) == (other.End, other.Content);
}

/// <summary>Everything a parser made of some bytes.</summary>
public sealed record FuzzReading(List<FuzzFrame> Frames, List<BadInput> Rejected)
{
    /// <summary>Of a stream of bytes, or of lines: those are cut behind the last newline before.</summary>
    public static FuzzReading OfStream(IFrameParser parser, bool isText, byte[] bytes, int[] cuts)
    {
        var read = new FuzzReading([], []);
        using IFrameParser disposed = parser;
        int consumed = 0;
        foreach (int cut in cuts.Append(bytes.Length))
        {
            int end = isText && cut < bytes.Length ? bytes.AsSpan(0, cut).LastIndexOf((byte)'\n') + 1 : cut;
            while (consumed < end)
            {
                ParseStep step = parser.Parse(bytes.AsSpan(consumed, end - consumed));
                if (step.ConsumedBytes < 0 || step.ConsumedBytes > end - consumed) throw new InvalidOperationException($"{step.ConsumedBytes} bytes consumed of {end - consumed}");
                int start = consumed;
                consumed += step.ConsumedBytes;
                if (step.Rejected is BadInput bad) read.Rejected.Add(bad);
                if (step.Frame is Frame frame) read.Take(frame, start, consumed);
                else if (step.ConsumedBytes == 0) break;
            }
        }
        return read;
    }

    /// <summary>Of an ASE .traj, whose index leads to and fro: a file that grows by the pieces.</summary>
    public static FuzzReading OfTraj(byte[] bytes, int[] cuts)
    {
        var read = new FuzzReading([], []);
        string path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.traj"));
        File.WriteAllBytes(path, []);
        using (var feed = new AseTrajFeed(path, new AseTrajParser()))
        {
            int written = 0;
            foreach (int cut in cuts.Append(bytes.Length))
            {
                using (var file = new FileStream(path, FileMode.Append)) file.Write(bytes.AsSpan(written..cut));
                written = cut;
                read.TakeAll(feed);
            }
            feed.Finish();
            read.TakeAll(feed);
        }
        File.Delete(path);
        return read;
    }

    private void TakeAll(AseTrajFeed feed)
    {
        while (true)
        {
            int start = (int)feed.EndOffset;
            FeedStep step = feed.Next();
            if (step.State == FeedState.Frame) Take(step.Frame!, start, (int)feed.EndOffset);
            else if (step.State == FeedState.Rejected) Rejected.Add(step.Bad!);
            else if (step.State == FeedState.Changed) throw new InvalidOperationException("a file that only grew was taken for another");
            else return;
        }
    }

    private void Take(Frame frame, int start, int end)
    {
        using (frame)
        {
            bool hasPositions = frame.Kind != PositionKind.Absent;
            if ((hasPositions && !AreFinite(frame.PositionsA)) || (frame.HasVelocities && !AreFinite(frame.VelocitiesAPerPs))) throw new InvalidOperationException($"the frame that ends at {end} holds numbers that are not finite");
            ulong hash = 14695981039346656037;
            if (hasPositions) Mix(MemoryMarshal.Cast<double, ulong>(frame.PositionsA), ref hash);
            if (frame.HasVelocities) Mix(MemoryMarshal.Cast<double, ulong>(frame.VelocitiesAPerPs), ref hash);
            Mix([(ulong)(frame.Step ?? -1), (ulong)frame.Cell.GetHashCode()], ref hash);
            Frames.Add(new FuzzFrame(start, end, hash));
        }
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (!double.IsFinite(value)) return false;
        return true;
    }

    private static void Mix(ReadOnlySpan<ulong> values, ref ulong hash)
    {
        foreach (ulong value in values) hash = (hash ^ value) * 1099511628211;
    }
}
