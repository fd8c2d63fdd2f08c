using System.Buffers;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

/// <summary>Foreign, cut and damaged messages.</summary>
public sealed class MessagePackReaderTests
{
    [Theory]
    [InlineData("c1", "byte 0: expected a value, got 0xc1, which the format never uses")]
    [InlineData("", "byte 0: expected a value, got the end")]
    [InlineData("ddffffffff", "byte 0: expected 4294967295 items, got 0 bytes")]
    [InlineData("dfffffffff0000", "byte 0: expected 4294967295 pairs, got 2 bytes")]
    [InlineData("93c0c0", "byte 0: expected 3 items, got 2 bytes")]
    [InlineData("dbffffffff61", "byte 0: expected 4294967295 bytes, got 1 bytes")]
    [InlineData("c6ffffffff61", "byte 0: expected 4294967295 bytes, got 1 bytes")]
    [InlineData("92c0cd01", "byte 2: expected 2 bytes of a number, got 1")]
    [InlineData("91a361", "byte 2: expected 3 bytes, got 1")]
    [InlineData("d8ff00", "byte 2: expected 16 bytes, got 1")]
    public void What_is_cut_is_refused_at_its_byte(string hex, string message) =>
        Assert.Equal("test " + message, Assert.Throws<BadInputException>(() => Reader(hex).Skip()).Message);

    [Fact]
    public void What_is_of_another_type_is_refused_by_name()
    {
        Assert.Equal("test byte 0: expected a map, got Whole (0x05)", Refused(() => Reader("05").ReadMapHeader()));
        Assert.Equal("test byte 0: expected a number, got Text (0xa1)", Refused(() => Reader("a161").ReadDouble()));
        Assert.Equal("test byte 0: expected an integer, got Real (0xcb)", Refused(() => Reader("cb0000000000000000").ReadInt64()));
    }

    [Fact]
    public void A_million_nested_arrays_are_skipped_without_recursion()
    {
        byte[] message = [.. Enumerable.Repeat((byte)0x91, 1_000_000), 0xc0];
        var reader = new MessagePackReader(message, "test");
        reader.Skip();
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void Skip_passes_over_exactly_one_value_of_every_kind()
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (int seed = 0; seed < 500; seed++)
        {
            buffer.ResetWrittenCount();
            RandomValues.Write(new Random(seed), new MessagePackWriter(buffer), depth: 0);
            var reader = new MessagePackReader([.. buffer.WrittenSpan, 0xc3], "test");
            reader.Skip();
            Assert.Equal(buffer.WrittenCount, reader.Position);
        }
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (int seed = 0; seed < 1000; seed++)
        {
            buffer.ResetWrittenCount();
            string expected = RandomValues.Write(new Random(seed), new MessagePackWriter(buffer), depth: 0);
            var reader = new MessagePackReader(buffer.WrittenSpan, "test");
            Assert.Equal(expected, RandomValues.Describe(ref reader));
            Assert.True(reader.AtEnd);
        }
    }

    [Fact]
    public void A_message_cut_at_any_byte_or_with_any_byte_changed_is_read_or_refused()
    {
        var random = new Random(3);
        var buffer = new ArrayBufferWriter<byte>();
        for (int i = 0; i < 20_000; i++)
        {
            buffer.ResetWrittenCount();
            RandomValues.Write(new Random(i % 200), new MessagePackWriter(buffer), depth: 0);
            byte[] message = buffer.WrittenSpan.ToArray();
            message[random.Next(message.Length)] = (byte)random.Next(256);
            if (i % 2 == 0) message = message[..random.Next(message.Length)];
            ReadAll(message);
        }
    }

    [Fact]
    public void Doubles_keep_their_bits_and_big_arrays_come_in_parts()
    {
        var random = new Random(1);
        IEnumerable<long> bits = Enumerable.Range(0, 5000).Select(_ => random.NextInt64(long.MinValue, long.MaxValue));
        double[] values = [.. bits.Select(BitConverter.Int64BitsToDouble)];
        var buffer = new ArrayBufferWriter<byte>();
        new MessagePackWriter(buffer).Write(values.AsSpan());
        double[] read = new MessagePackReader(buffer.WrittenSpan, "test").ReadDoubles();
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
    }

    private static void ReadAll(byte[] message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var skipping = new MessagePackReader(message, "test");
            while (!skipping.AtEnd) skipping.Skip();
            var reader = new MessagePackReader(message, "test");
            RandomValues.Describe(ref reader);
        }
        catch (BadInputException e)
        {
            Assert.Contains("byte ", e.Message);
        }
        // Describing builds text; what a false length could ask for would be gigabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private static string Refused(Action read) => Assert.Throws<BadInputException>(read).Message;

    private static MessagePackReader Reader(string hex) => new(Convert.FromHexString(hex), "test");
}
