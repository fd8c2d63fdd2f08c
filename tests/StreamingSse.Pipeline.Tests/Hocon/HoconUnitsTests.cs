using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>The HOCON specification's units format, duration format and size in bytes format.</summary>
public sealed class HoconUnitsTests
{
    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("500 ms", 500)]
    [InlineData(" 2 minutes ", 120_000)]
    [InlineData("2 m", 120_000)]
    [InlineData("0.5 h", 1_800_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("1e3 millis", 1000)]
    [InlineData("2000 micros", 2)]
    [InlineData("3000000 nanos", 3)]
    public void Durations(string text, long milliseconds)
    {
        Assert.True(HoconUnits.TryDuration(text, out TimeSpan value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("10")]          // the specification would take ms; here the unit is required
    [InlineData("10 S")]        // units are lower-case
    [InlineData("10 fortnights")]
    [InlineData("s")]
    [InlineData("1 2 s")]
    [InlineData("+1 s")]        // no JSON number
    [InlineData("1. s")]
    [InlineData("1 ns")]        // finer than the clock's 100 ns
    [InlineData("1e30 d")]
    public void No_durations(string text) => Assert.False(HoconUnits.TryDuration(text, out _));

    [Theory]
    [InlineData("64 MB", 64_000_000)]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("64M", 64L << 20)]
    [InlineData("64 m", 64L << 20)]
    [InlineData("2 kB", 2000)]
    [InlineData("2 KiB", 2048)]
    [InlineData("2 K", 2048)]
    [InlineData("7 B", 7)]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("3 gibibytes", 3L << 30)]
    [InlineData("1 EB", 1_000_000_000_000_000_000)]
    [InlineData("7 EiB", 7L << 60)]
    public void Sizes(string text, long expected)
    {
        Assert.True(HoconUnits.TrySize(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("64")]
    [InlineData("64 KB")]       // neither kB nor KiB: the specification lists exactly its spellings
    [InlineData("64 Mb")]
    [InlineData("8 EiB")]       // one more than a 64-bit count holds
    [InlineData("1 YB")]
    [InlineData("0.3 B")]
    public void No_sizes(string text) => Assert.False(HoconUnits.TrySize(text, out _));

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void Booleans_are_these_six(string text, bool expected)
    {
        Assert.True(HoconUnits.TryBoolean(text, out bool value));
        Assert.Equal(expected, value);
        Assert.False(HoconUnits.TryBoolean(text.ToUpperInvariant(), out _));
        Assert.False(HoconUnits.TryBoolean("1", out _));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("-0.5e-3", true)]
    [InlineData("1e400", false)]
    [InlineData("01", false)]
    [InlineData(".5", false)]
    [InlineData("NaN", false)]
    [InlineData("1,5", false)]
    [InlineData("0x10", false)]
    [InlineData("1\n", false)]
    public void Numbers_are_those_of_JSON(string text, bool isNumber) => Assert.Equal(isNumber, HoconUnits.TryNumber(text, out _));
}
