using System.Buffers;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

/// <summary>The formats of the MessagePack specification (spec.md, "Formats" and "Timestamp extension type"), byte by byte.</summary>
public sealed class MessagePackFormatTests
{
    public static TheoryData<long, string> Integers => new()
    {
        { 0, "00" }, { 127, "7f" },                                                                     // positive fixint
        { -1, "ff" }, { -32, "e0" },                                                                    // negative fixint
        { 128, "cc80" }, { 255, "ccff" },                                                               // uint 8
        { 256, "cd0100" }, { 65535, "cdffff" },                                                         // uint 16
        { 65536, "ce00010000" }, { 4294967295, "ceffffffff" },                                          // uint 32
        { 4294967296, "cf0000000100000000" }, { long.MaxValue, "cf7fffffffffffffff" },                  // uint 64
        { -33, "d0df" }, { -128, "d080" },                                                              // int 8
        { -129, "d1ff7f" }, { -32768, "d18000" },                                                       // int 16
        { -32769, "d2ffff7fff" }, { int.MinValue, "d280000000" },                                       // int 32
        { int.MinValue - 1L, "d3ffffffff7fffffff" }, { long.MinValue, "d38000000000000000" },           // int 64
    };

    [Theory]
    [MemberData(nameof(Integers))]
    public void Integers_take_the_shortest_form(long value, string hex)
    {
        Assert.Equal(hex, Hex(w => w.Write(value)));
        Assert.Equal(value, Reader(hex).ReadInt64());
        Assert.Equal(value, Reader(hex).ReadDouble());
    }

    [Theory]
    [InlineData("cc05", 5)]
    [InlineData("cd0005", 5)]
    [InlineData("ce00000005", 5)]
    [InlineData("cf0000000000000005", 5)]
    [InlineData("d005", 5)]
    [InlineData("d10005", 5)]
    [InlineData("d2fffffffb", -5)]
    [InlineData("d3fffffffffffffffb", -5)]
    public void Integers_are_read_from_longer_forms_too(string hex, long value) => Assert.Equal(value, Reader(hex).ReadInt64());

    [Fact]
    public void Unsigned_integers_reach_to_2_to_the_64()
    {
        Assert.Equal("cfffffffffffffffff", Hex(w => w.Write(ulong.MaxValue)));
        Assert.Equal(ulong.MaxValue, Reader("cfffffffffffffffff").ReadUInt64());
        Assert.Contains("byte 0: expected an integer below 2^63", Refused(() => Reader("cfffffffffffffffff").ReadInt64()));
        Assert.Contains("expected an integer from 0, got -1", Refused(() => Reader("ff").ReadUInt64()));
        Assert.Contains("expected a 32-bit integer", Refused(() => Reader("ceffffffff").ReadInt32()));
    }

    [Fact]
    public void Nil_and_booleans()
    {
        Assert.Equal("c0c2c3", Hex(w => { w.WriteNil(); w.Write(false); w.Write(true); }));
        MessagePackReader reader = Reader("c0c2c3");
        Assert.True(reader.TryReadNil());
        Assert.False(reader.TryReadNil());
        Assert.False(reader.ReadBoolean());
        Assert.True(reader.ReadBoolean());
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void Floats_are_big_endian_IEEE_754()
    {
        Assert.Equal("ca3fc00000", Hex(w => w.Write(1.5f)));
        Assert.Equal("cbbff8000000000000", Hex(w => w.Write(-1.5)));
        Assert.Equal("cb0000000000000000", Hex(w => w.Write(0.0)));
        Assert.Equal(1.5, Reader("ca3fc00000").ReadDouble());
        Assert.Equal(-1.5, Reader("cbbff8000000000000").ReadDouble());
        Assert.True(double.IsNegative(Reader("cb8000000000000000").ReadDouble()));
        Assert.Equal(0x7ff8000000000123, BitConverter.DoubleToInt64Bits(Reader("cb7ff8000000000123").ReadDouble()));
    }

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65535, "daffff")]
    [InlineData(65536, "db00010000")]
    public void Strings(int length, string header)
    {
        string text = new('x', length);
        string hex = header + string.Concat(Enumerable.Repeat("78", length));
        Assert.Equal(hex, Hex(w => w.Write(text)));
        Assert.Equal(text, Reader(hex).ReadString());
    }

    [Fact]
    public void Strings_are_UTF_8()
    {
        Assert.Equal("a9c3a9e282acf09f9880", Hex(w => w.Write("é€😀")));
        Assert.Equal("é€😀", Reader("a9c3a9e282acf09f9880").ReadString());
        Assert.Contains("byte 0: expected a string of UTF-8", Refused(() => Reader("a2c3ff").ReadString()));
    }

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65536, "c600010000")]
    public void Binaries(int length, string header)
    {
        string hex = header + string.Concat(Enumerable.Repeat("00", length));
        Assert.Equal(hex, Hex(w => w.WriteBinary(new byte[length])));
        Assert.Equal(length, Reader(hex).ReadBinary().Length);
    }

    [Theory]
    [InlineData(0, "90", "80")]
    [InlineData(15, "9f", "8f")]
    [InlineData(16, "dc0010", "de0010")]
    [InlineData(65535, "dcffff", "deffff")]
    [InlineData(65536, "dd00010000", "df00010000")]
    public void Arrays_and_maps(int count, string array, string map)
    {
        Assert.Equal(array, Hex(w => w.WriteArrayHeader(count)));
        Assert.Equal(map, Hex(w => w.WriteMapHeader(count)));
        Assert.Equal(count, Reader(array + string.Concat(Enumerable.Repeat("c0", count))).ReadArrayHeader());
        Assert.Equal(count, Reader(map + string.Concat(Enumerable.Repeat("c0c0", count))).ReadMapHeader());
    }

    [Theory]
    [InlineData(1, "d405")]
    [InlineData(2, "d505")]
    [InlineData(4, "d605")]
    [InlineData(8, "d705")]
    [InlineData(16, "d805")]
    [InlineData(0, "c70005")]
    [InlineData(3, "c70305")]
    [InlineData(255, "c7ff05")]
    [InlineData(256, "c8010005")]
    [InlineData(65536, "c90001000005")]
    public void Extensions(int length, string header)
    {
        string hex = header + string.Concat(Enumerable.Repeat("ab", length));
        Assert.Equal(hex, Hex(w => w.WriteExtension(5, [.. Enumerable.Repeat((byte)0xab, length)])));
        MessagePackReader reader = Reader(hex);
        Assert.Equal(length, reader.ReadExtension(out sbyte type).Length);
        Assert.Equal(5, type);
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "d6ff00000000")]                               // timestamp 32
    [InlineData("2106-02-07T06:28:15Z", "d6ffffffffff")]                               // its last second
    [InlineData("2106-02-07T06:28:16Z", "d7ff0000000100000000")]                       // timestamp 64
    [InlineData("1970-01-01T00:00:01.5Z", "d7ff7735940000000001")]                     // 500,000,000 ns << 34 | 1 s
    [InlineData("1969-12-31T23:59:59.5Z", "c70cff1dcd6500ffffffffffffffff")]           // timestamp 96: −1 s and 500,000,000 ns
    [InlineData("2514-05-30T01:53:04Z", "c70cff000000000000000400000000")]             // 2^34 s
    public void Timestamps(string time, string hex)
    {
        DateTimeOffset value = DateTimeOffset.Parse(time);
        Assert.Equal(hex, Hex(w => w.Write(value)));
        Assert.Equal(value, Reader(hex).ReadTime());
    }

    [Theory]
    [InlineData("d5ff0000")]                            // no form of two bytes
    [InlineData("d60500000000")]                        // another extension
    [InlineData("d7ffffffffff00000000")]                // more than 999,999,999 ns
    [InlineData("c70cff000000007fffffffffffffff")]      // beyond the calendar
    public void No_timestamps(string hex) => Assert.Throws<BadInputException>(() => Reader(hex).ReadTime());

    private static string Hex(Action<MessagePackWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new MessagePackWriter(buffer));
        return Convert.ToHexStringLower(buffer.WrittenSpan);
    }

    private static string Refused(Action read) => Assert.Throws<BadInputException>(read).Message;

    private static MessagePackReader Reader(string hex) => new(Convert.FromHexString(hex), "test");
}
