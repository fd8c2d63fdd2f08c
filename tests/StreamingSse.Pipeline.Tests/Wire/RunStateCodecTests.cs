using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamingSse.Formats;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

public sealed class RunStateCodecTests
{
    private static readonly JsonSerializerOptions ByValue = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        RunState state = State("/runs/Ag63I64/600K", 1234) with { Categories = [new DescriptorCategory("crystalSystem", "cubic", "computed")] };
        Assert.Equal(JsonSerializer.Serialize(state, ByValue), JsonSerializer.Serialize(RunStateCodec.Decode(Encode(state), "test"), ByValue));
        RunState bare = state with { Label = state.Label with { Stoichiometric = null }, Progress = state.Progress with { Failure = "line 4: expected x, got y" }, Categories = [] };
        Assert.Equal(JsonSerializer.Serialize(bare, ByValue), JsonSerializer.Serialize(RunStateCodec.Decode(Encode(bare), "test"), ByValue));
    }

    [Fact]
    public void A_state_cut_at_any_byte_is_refused()
    {
        byte[] message = Encode(State("a", 1));
        for (int length = 0; length < message.Length; length++)
            Assert.Contains("test", Assert.Throws<BadInputException>(() => RunStateCodec.Decode(message.AsSpan(0, length), "test")).Message);
    }

    [Fact]
    public void A_snapshot_alone_is_no_state()
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotCodec.Encode(SnapshotCodecTests.Sample, buffer);
        Assert.Contains("expected a message of type RunState (2), got type 1", Assert.Throws<BadInputException>(() => RunStateCodec.Decode(buffer.WrittenSpan, "test")).Message);
    }

    internal static RunState State(string run, long frames) => new(
        run, Path.GetFileName(run), new StateStamp("20260101T000000.000-abc", 0, frames, IsFinal: true), new RunLabel("AgI", "Ag63I64", false, 600, "Ag"),
        new RunProgress(frames, 127, 12.5, 400, 16, true, null),
        new RunDiffusion("diffusing", "D = 0.2", new Interval(0.2, 0.1, 0.3), 0.4, 1.5, 240, new Interval(10, 5, 20)), SnapshotCodecTests.Sample, "abcdef");

    private static byte[] Encode(RunState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RunStateCodec.Encode(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
