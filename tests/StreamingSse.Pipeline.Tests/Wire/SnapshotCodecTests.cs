using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamingSse.Formats;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

public sealed class SnapshotCodecTests
{
    // The quiet NaN that the golden file's writer makes; the sign of double.NaN differs.
    private static readonly double NaN = BitConverter.UInt64BitsToDouble(0x7ff8000000000000);

    private static readonly JsonSerializerOptions ByValue = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The snapshot of tests/wire/golden.mjs.</summary>
    internal static RunSnapshot Sample { get; } = MakeSample();

    private static byte[] Golden => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "data", "wire", "snapshot-v1.msgpack"));

    [Fact]
    public void Version_1_is_read_from_a_file_that_another_program_wrote() => Equal(Sample, SnapshotCodec.Decode(Golden, "golden"));

    [Fact]
    public void The_same_snapshot_is_written_with_the_same_bytes() =>
        Assert.Equal(Convert.ToHexStringLower(Golden), Convert.ToHexStringLower(Encode(Sample)));

    [Fact]
    public void A_snapshot_without_anything_optional_is_read_again()
    {
        var bare = new RunSnapshot(Sample.Run, null, [], [], [], [], new Dictionary<string, string>());
        Equal(bare, SnapshotCodec.Decode(Encode(bare), "test"));
    }

    [Fact]
    public void Fields_of_a_newer_release_are_passed_over()
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        writer.WriteMapHeader(9);
        writer.Write(40);
        writer.Write("new");
        writer.Write(1_000_000);
        writer.Write([1.5, 2.5]);
        // The golden body without the header of its seven fields, of which the run comes first; that grows by a field too.
        byte[] fields = Golden[7..^6];
        Assert.Equal([0x87, 0x01, 0x8f], fields[..3]);
        byte[] grown = [.. body.WrittenSpan, 0x01, 0xde, 0, 16, 16, 0x93, 1, 2, 3, .. fields[3..]];
        Equal(Sample, SnapshotCodec.Decode(Seal([.. Golden[..7], .. grown]), "test"));
    }

    [Fact]
    public void A_missing_or_doubled_field_is_refused()
    {
        byte[] start = Golden[..7];
        Assert.Equal("test byte 8: expected field 1 of the snapshot, got the record's end", Refused(Seal([.. start, 0x80])));
        Assert.Contains("expected field 3 of the snapshot once, got it again", Refused(Seal([.. start, 0x82, 3, 0x90, 3, 0x90])));
    }

    [Fact]
    public void A_message_cut_at_any_byte_is_refused()
    {
        for (int length = 0; length < Golden.Length; length++)
            Assert.Contains("test", Refused(Golden[..length]));
        Assert.Contains("the checksum", Refused([.. Golden, 0]));
    }

    [Fact]
    public void A_message_with_any_bit_changed_is_refused()
    {
        byte[] message = Golden;
        for (int bit = 0; bit < 8 * message.Length; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(message);
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Damage_under_a_right_checksum_is_read_or_refused_and_asks_for_no_memory()
    {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] body = Golden[..^6];
            for (int k = random.Next(1, 4); k > 0; k--) body[random.Next(8, body.Length)] = (byte)random.Next(256);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try { SnapshotCodec.Decode(Seal(body), "test"); }
            catch (BadInputException e) { Assert.Contains("test", e.Message); }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void Other_versions_types_and_files_are_refused_by_name()
    {
        Assert.Equal("test: expected a message that begins with 95 a3 's' 's' 'e', got 504b0304", Refused([0x50, 0x4b, 3, 4]));
        Assert.Equal("test: expected a message that begins with 95 a3 's' 's' 'e', got nothing", Refused([]));
        byte[] newer = [.. Golden[..5], 2, .. Golden[6..^6]];
        byte[] other = [.. Golden[..6], 9, .. Golden[7..^6]];
        Assert.Equal("test byte 6: expected version 1 of the message format, got version 2: another release wrote it", Refused(Seal(newer)));
        Assert.Equal("test byte 7: expected a message of type RunSnapshot (1), got type 9", Refused(Seal(other)));
    }

    private static byte[] Encode(RunSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotCodec.Encode(snapshot, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Seal(byte[] body)
    {
        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32C.Compute(body));
        return [.. body, 0xc4, 4, .. checksum];
    }

    private static string Refused(byte[] message) => Assert.Throws<BadInputException>(() => SnapshotCodec.Decode(message, "test")).Message;

    private static void Equal(RunSnapshot expected, RunSnapshot found) =>
        Assert.Equal(JsonSerializer.Serialize(expected, ByValue), JsonSerializer.Serialize(found, ByValue));

    private static RunSnapshot MakeSample()
    {
        var fit = new DiffusionFit(1.5e-5, 10.5, 20.25);
        var spectrum = new Spectrum([0.125, 0.375], [7.5, -0.25], [0.5, 1.5, 2.5], [0.0625, 0.1, 1e-300]);
        var run = new RunFacts(
            "/scratch/Li₆PS₅Cl/600 K", ["run1/XDATCAR", "run2/XDATCAR"], "VASP", 300, 5_000_000_000, 0.5, 250.25, 0.002,
            new Dictionary<string, int> { ["Li"] = 192, ["P"] = 32, ["S"] = 160, ["Cl"] = 70_000 }, 600.5,
            new Dictionary<string, double> { ["Li"] = 598.75, ["S"] = NaN }, "differences", "all origins to 125 ps",
            [new Inferred("POTIM", "2.0", "INCAR:7")], [new string('x', 300)]);
        var curves = new SpecieCurves(
            "Li", 192, Steps(20, 0.25, 0.5), Steps(20, 0.05, 0.3), [0.1], [0.2], [0.3], [], fit, null, spectrum);
        return new RunSnapshot(
            run, new MobileDiffusion("Li", "framework", fit, null), [curves], [new GroupSpectrum("nd", 108, spectrum)],
            [new WindowRow(0.5, 15.5, 0.25, 601.5)], [new DescriptorValue("lindemann", 0.0123, "1", NaN, "computed")],
            new Dictionary<string, string> { ["E"] = "no elastic input", ["thetaD"] = "" });
    }

    private static double[] Steps(int count, double first, double step) => [.. Enumerable.Range(0, count).Select(i => first + i * step)];
}
