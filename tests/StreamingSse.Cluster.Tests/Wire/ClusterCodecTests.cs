using System.Buffers;
using System.Text.Json;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Tests.Wire;

/// <summary>Version 1 of what nodes tell each other, against files that another program wrote (tests/wire/golden.mjs).</summary>
public sealed class ClusterCodecTests
{
    private static readonly RunOrder Order = new(
        "/scratch/Li₆PS₅Cl/600 K", "600 K", ["/scratch/Li₆PS₅Cl/600 K/run1", "/scratch/Li₆PS₅Cl/600 K/run2"], ["--specie", "Li"], [new Refusal("node 2", "no such folder")],
        new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    private static readonly AsideRun Aside = new(Order, "node 3", "10 workers were lost", new DateTimeOffset(2026, 11, 25, 9, 30, 0, TimeSpan.Zero));

    private static readonly NodeCall Call = new(NodeCallKind.Drain, "node 3");

    private static readonly NodeReport Report = new(
        "node 3", ["worker", "aggregator"], 8, true, false, 54, [new HeldRun("/runs/a", "diffusing", 70000)], [new HeldRun("/runs/b", "no such folder", 0)]);

    [Fact]
    public void Version_1_is_read_from_files_that_another_program_wrote()
    {
        Equal(Order, ClusterCodec.DecodeOrder(Golden("run-order"), "golden"));
        Equal(Aside, ClusterCodec.DecodeAside(Golden("aside-run"), "golden"));
        Equal(Call, ClusterCodec.DecodeCall(Golden("node-call"), "golden"));
        Equal(Report, ClusterCodec.DecodeReport(Golden("node-report"), "golden"));
    }

    [Fact]
    public void The_same_message_is_written_with_the_same_bytes()
    {
        Assert.Equal(Golden("run-order"), ClusterCodec.Encode(Order));
        Assert.Equal(Golden("aside-run"), ClusterCodec.Encode(Aside));
        Assert.Equal(Golden("node-call"), ClusterCodec.Encode(Call));
        Assert.Equal(Golden("node-report"), ClusterCodec.Encode(Report));
    }

    [Fact]
    public void A_field_of_a_newer_release_is_passed_over()
    {
        byte[] newer = Message(MessageType.NodeCall, (1, to => to.Write(1)), (2, to => to.Write("n")), (40, to => to.Write([1.5, 2.5])));
        Equal(new NodeCall(NodeCallKind.Report, "n"), ClusterCodec.DecodeCall(newer, "test"));
    }

    [Fact]
    public void A_call_of_a_newer_release_and_a_message_of_another_type_are_refused_in_words()
    {
        byte[] newer = Message(MessageType.NodeCall, (1, to => to.Write(99)), (2, to => to.Write("n")));
        Assert.Contains("expected a call of a known kind, got kind 99", Assert.Throws<BadInputException>(() => ClusterCodec.DecodeCall(newer, "test")).Message);
        Assert.Contains("expected a message of type RunOrder (10), got type 12", Assert.Throws<BadInputException>(() => ClusterCodec.DecodeOrder(Golden("node-call"), "test")).Message);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_of_a_message_is_refused()
    {
        byte[] golden = Golden("node-report");
        for (int length = 0; length < golden.Length; length++)
            Assert.Throws<BadInputException>(() => ClusterCodec.DecodeReport(golden.AsSpan(0, length), "cut"));
        for (int at = 0; at < golden.Length; at++)
        {
            byte[] damaged = [.. golden];
            damaged[at] ^= 0x10;
            Assert.Throws<BadInputException>(() => ClusterCodec.DecodeReport(damaged, "damaged"));
        }
    }

    private static byte[] Golden(string name) => File.ReadAllBytes(TestFiles.PathOf("wire", $"{name}-v1.msgpack"));

    private static byte[] Message(MessageType type, params (int Field, Action<MessagePackWriter> Value)[] fields)
    {
        var output = new ArrayBufferWriter<byte>();
        WireEnvelope.Write(
            type,
            to =>
            {
                to.WriteMapHeader(fields.Length);
                foreach ((int field, Action<MessagePackWriter> value) in fields)
                {
                    to.Write(field);
                    value(to);
                }
            },
            output);
        return output.WrittenSpan.ToArray();
    }

    // Records hold lists, which compare by reference: their texts compare by value.
    private static void Equal<T>(T expected, T found) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));
}
