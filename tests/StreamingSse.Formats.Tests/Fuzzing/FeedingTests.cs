using StreamingSse.Bench;

namespace StreamingSse.Formats.Tests.Fuzzing;

public sealed class FeedingTests
{
    public static IEnumerable<object[]> Fixtures =>
        ParseFuzz.Fixtures(TestData.Folder).Select(fixture => new object[] { fixture.Format, TestData.Find(fixture.Name) });

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_frame_is_what_the_independent_reader_makes_of_it(string format, string name)
    {
        string text = TestData.Text(name);
        using IFrameParser parser = ParseBenchmark.ParserOf(format);
        int count = 0;
        var feeder = new ParseFeeder(parser, (frame, end) =>
        {
            count++;
            Assert.Null(ParseOracle.Difference(frame, parser.AtomLabels, ParseOracle.ReadLast(format, text[..end], frame.AtomCount)));
        });
        feeder.Append(TestData.Bytes(name));
        Assert.InRange(count, 2, 8);
        Assert.Equal(name.Contains("junction") ? 1 : 0, feeder.Rejected.Count);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_file_cut_at_any_byte_gives_its_whole_frames_and_then_the_rest(string format, string name)
    {
        byte[] text = TestData.Bytes(name);
        ParsedFile whole = Read(format, text, null);
        string[] bits = [.. whole.Frames.Select(frame => frame.Bits())];
        int step = Math.Max(1, text.Length / 2500);
        for (int cut = 0; cut <= text.Length; cut += step)
        {
            int first = cut;
            ParsedFile two = Read(format, text, () => first is var piece && piece > 0 ? (first = 0, piece).piece : int.MaxValue);
            Assert.Equal(bits, two.Frames.Select(frame => frame.Bits()));

            // The first part alone: what is whole and ends in a newline, to the last bit, and nothing of what is not.
            int newline = text.AsSpan(0, cut).LastIndexOf((byte)'\n') + 1;
            ParsedFile stump = Read(format, text[..newline], null);
            Assert.Equal(bits[..whole.Frames.Count(frame => frame.EndOffset <= newline)], stump.Frames.Select(frame => frame.Bits()));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Pieces_of_any_size_give_the_same_frames(string format, string name)
    {
        byte[] text = TestData.Bytes(name);
        string[] bits = [.. Read(format, text, null).Frames.Select(frame => frame.Bits())];
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(bits, Read(format, text, () => random.Next(1, 1 + random.Next(1, text.Length))).Frames.Select(frame => frame.Bits()));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Steady_state_allocates_nothing(string format, string name)
    {
        if (name.Contains("junction")) return; // a rejection tells its reason in a string
        using IFrameParser parser = ParseBenchmark.ParserOf(format);
        byte[] text = TestData.Bytes(name);
        for (int i = 0; i < 3; i++) Run(parser, text);

        // A collection that another test sets off counts what is left of this thread's share of memory as allocated: once in a while.
        long least = long.MaxValue;
        for (int trial = 0; trial < 5 && least > 0; trial++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++) Run(parser, text);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static void Run(IFrameParser parser, byte[] text)
    {
        parser.Restart();
        for (int at = 0; at < text.Length;)
        {
            ParseStep step = parser.Parse(text.AsSpan(at));
            at += step.ConsumedBytes;
            step.Frame?.Dispose();
        }
    }

    private static ParsedFile Read(string format, byte[] text, Func<int>? nextPiece)
    {
        using IFrameParser parser = ParseBenchmark.ParserOf(format);
        return ParsedFile.Read(parser, text, nextPiece);
    }
}
