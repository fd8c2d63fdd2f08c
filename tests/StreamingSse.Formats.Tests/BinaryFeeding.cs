using System.Globalization;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests;

/// <summary>All of a frame that a binary parser gave, and where it ended.</summary>
internal sealed record Whole(long EndByte, long? Step, double TimePs, PositionKind Kind, Cell? Cell, double[] PositionsA, double[] VelocitiesAPerPs)
{
    public bool IsSameAs(Whole other) =>
        (EndByte, Step, TimePs, Kind, Cell).Equals((other.EndByte, other.Step, other.TimePs, other.Kind, other.Cell)) // Equals: a time may be NaN
        && PositionsA.AsSpan().SequenceEqual(other.PositionsA) && VelocitiesAPerPs.AsSpan().SequenceEqual(other.VelocitiesAPerPs);
}

/// <summary>Feeds a binary parser with bytes in pieces, as a growing file does.</summary>
internal static class BinaryFeeding
{
    public static (List<Whole> Frames, List<BadInput> Rejected) Read(IFrameParser parser, ReadOnlySpan<byte> bytes, params IEnumerable<int> cuts)
    {
        var frames = new List<Whole>();
        var rejected = new List<BadInput>();
        int consumed = 0;
        foreach (int end in cuts.Append(bytes.Length))
            while (consumed < end)
            {
                ParseStep step = parser.Parse(bytes[consumed..end]);
                Assert.InRange(step.ConsumedBytes, 0, end - consumed);
                consumed += step.ConsumedBytes;
                if (step.Rejected is BadInput bad) rejected.Add(bad);
                if (step.Frame is Frame frame) frames.Add(Keep(frame, consumed));
                else if (step.ConsumedBytes == 0) break;
            }
        return (frames, rejected);
    }

    /// <summary>Every place to cut the bytes gives the same frames.</summary>
    public static void AssertCutsDoNotMatter(Func<IFrameParser> parser, byte[] bytes, int stride = 1)
    {
        List<Whole> expected = Read(parser(), bytes).Frames;
        Assert.NotEmpty(expected);
        using IFrameParser again = parser();
        for (int cut = 0; cut <= bytes.Length; cut += stride)
        {
            again.Restart();
            List<Whole> read = Read(again, bytes, cut).Frames;
            Assert.True(read.Count == expected.Count && read.Zip(expected).All(pair => pair.First.IsSameAs(pair.Second)), $"cut at {cut}");
        }
    }

    /// <summary>Damaged files: no crash, no memory out of proportion, the same in pieces, and the frames before the damage as they were.</summary>
    public static void Fuzz(Func<IFrameParser> parser, byte[] original, int count)
    {
        if (Environment.GetEnvironmentVariable("SSE_FUZZ_COUNT") is { Length: > 0 } said) count = int.Parse(said, CultureInfo.InvariantCulture);
        List<Whole> intact = Read(parser(), original).Frames;
        for (int i = 0; i < count; i++)
        {
            var random = new Random(i);
            byte[] bytes = Mutate(original, random, out int firstDamage);
            long before = GC.GetAllocatedBytesForCurrentThread();
            using IFrameParser one = parser();
            (List<Whole> frames, List<BadInput> rejected) = Read(one, bytes);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000 + 1000L * bytes.Length, $"mutation {i}: memory");
            foreach ((Whole was, int at) in intact.Select((frame, at) => (frame, at)).Where(one => one.frame.EndByte <= firstDamage))
                Assert.True(at < frames.Count && frames[at].IsSameAs(was), $"mutation {i}: frame {at} before the damage at {firstDamage}");
            Assert.All(frames, frame => Assert.True(frame.Kind == PositionKind.Absent || frame.PositionsA.All(double.IsFinite), $"mutation {i}: not finite"));
            (List<Whole> pieces, List<BadInput> also) = Read(parser(), bytes, Enumerable.Range(0, 6).Select(_ => random.Next(bytes.Length + 1)).Order());
            Assert.True(pieces.Count == frames.Count && pieces.Zip(frames).All(pair => pair.First.IsSameAs(pair.Second)), $"mutation {i}: other frames in pieces");
            Assert.Equal(rejected, also);
        }
    }

    /// <summary>Once warm, a frame costs no memory.</summary>
    /// <param name="header">What stands before the first frame.</param>
    public static void AssertFramesAllocateNothing(IFrameParser parser, byte[] frames, byte[]? header = null)
    {
        ParseAll(parser, [.. header ?? [], .. frames]);
        for (int round = 0; round < 3; round++) ParseAll(parser, frames);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10; round++) ParseAll(parser, frames);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ParseAll(IFrameParser parser, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ParseStep step = parser.Parse(bytes);
            if (step.ConsumedBytes == 0) return;
            step.Frame?.Dispose();
            bytes = bytes[step.ConsumedBytes..];
        }
    }

    private static Whole Keep(Frame frame, long endByte)
    {
        using (frame)
            return new Whole(endByte, frame.Step, frame.TimePs, frame.Kind, frame.Cell, frame.Kind == PositionKind.Absent ? [] : frame.PositionsA.ToArray(),
                frame.HasVelocities ? frame.VelocitiesAPerPs.ToArray() : []);
    }

    private static byte[] Mutate(byte[] original, Random random, out int firstDamage)
    {
        var bytes = new List<byte>(original);
        firstDamage = original.Length;
        for (int times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            // Half of the damage falls on the first header, where it does most.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(200, bytes.Count) : bytes.Count), length = Math.Min(random.Next(1, 64), bytes.Count - at);
            firstDamage = Math.Min(firstDamage, at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default:
                    for (int k = at & ~3; k < Math.Min((at & ~3) + 4, bytes.Count); k++) bytes[k] = (byte)(random.Next(3) == 0 ? 0x7f : 0xff);
                    firstDamage = Math.Min(firstDamage, at & ~3);
                    break;
            }
        }
        return [.. bytes];
    }
}
