using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Tests.Text;

public sealed class DecimalTextTests
{
    [Fact]
    public void Every_double_in_every_format_reads_back_as_double_Parse_reads_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), x => !double.IsFinite(x) || Formats(x).All(IsReadAsTheFrameworkDoes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_digit_strings_read_as_double_Parse_reads_them()
    {
        var random = new Random(3);
        for (int i = 0; i < 200_000; i++) Assert.True(IsReadAsTheFrameworkDoes(RandomNumber(random)), $"draw {i}");
    }

    [Theory]
    [InlineData("4.9406564584124654e-324")]         // the least subnormal
    [InlineData("2.4703282292062328e-324")]         // just above half of it
    [InlineData("2.2250738585072011e-308")]         // between subnormal and normal
    [InlineData("1.7976931348623157e308")]
    [InlineData("9007199254740993")]                // 2⁵³ + 1: a tie, to even
    [InlineData("9007199254740992.9999999999999999999")]
    [InlineData("0.1")]
    [InlineData("-0.0")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+1.5")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("123456789012345.6")]
    [InlineData("0.00000000000000000000000000000000000000000000001")]
    public void Hard_cases_round_once(string text) => Assert.True(IsReadAsTheFrameworkDoes(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.5-2.5")]
    [InlineData("1.5.2")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1.5 ")]
    [InlineData(" 1.5")]
    [InlineData("1.5\0")]
    [InlineData("*******")]
    [InlineData("--1")]
    public void What_is_not_one_finite_number_is_refused(string text)
    {
        Assert.False(DecimalText.TryParse(Encoding.Latin1.GetBytes(text), out _));
        if (text.Trim() != text || text.Length == 0) return; // in a line, white space ends a field
        Assert.Empty(InColumns([text, "1.0", "1.0"], "1").Frames);
        Assert.Empty(InColumns(["1.0", text, "1.0"], "\u0001").Frames);
    }

    /// <summary>The reader of columns takes two numbers at once; with a stray control byte beside them it takes one after the other, digit by digit.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("\u0001")]
    public void Columns_are_read_to_the_same_bits(string charge)
    {
        var random = new Random(5);
        string[] numbers = [.. Enumerable.Range(0, 30_000).Select(_ => RandomNumber(random)).Where(text => double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)))];
        numbers = numbers[..(numbers.Length - numbers.Length % 3)];
        KeptFrame frame = Assert.Single(InColumns(numbers, charge).Frames);
        for (int i = 0; i < numbers.Length; i++)
            Assert.True(SameBits(double.Parse(numbers[i], CultureInfo.InvariantCulture), frame.PositionsA[i]), numbers[i]);
    }

    private static ParsedFile InColumns(string[] numbers, string charge)
    {
        var text = new StringBuilder($"ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n{numbers.Length / 3}\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\nITEM: ATOMS xu yu zu id q\n");
        for (int i = 0; i < numbers.Length; i += 3) text.Append($"{numbers[i]} {numbers[i + 1]}  {numbers[i + 2]} {i} {charge}\n");
        return ParsedFile.Read(new LammpsDumpParser(), text.ToString());
    }

    private static IEnumerable<string> Formats(double x) =>
        new[] { "R", "E17", "E5", "G6", "G3", "F4", "F8" }.Select(format => x.ToString(format, CultureInfo.InvariantCulture));

    private static string RandomNumber(Random random)
    {
        var text = new StringBuilder(random.Next(4) switch { 0 => "-", 1 when random.Next(4) == 0 => "+", _ => "" });
        int digits = random.Next(1, 26), point = random.Next(-1, digits + 1);
        for (int i = 0; i < digits; i++)
        {
            if (i == point) text.Append('.');
            text.Append((char)('0' + random.Next(10)));
        }
        if (point == digits) text.Append('.');
        if (random.Next(3) == 0) text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(random.Next(3) switch { 0 => "+", 1 => "-", _ => "" }).Append(random.Next(random.Next(4) == 0 ? 340 : 25));
        return text.ToString();
    }

    private static bool IsReadAsTheFrameworkDoes(string text)
    {
        double truth = double.Parse(text, CultureInfo.InvariantCulture);
        return DecimalText.TryParse(Encoding.ASCII.GetBytes(text), out double found) == double.IsFinite(truth) && (!double.IsFinite(truth) || SameBits(truth, found));
    }

    private static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
