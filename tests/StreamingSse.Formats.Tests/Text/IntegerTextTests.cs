using System.Text;
using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Tests.Text;

public sealed class IntegerTextTests
{
    [Fact]
    public void Whole_numbers_of_every_length_read_back()
    {
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++)
        {
            long truth = random.NextInt64((long)Math.Pow(10, random.Next(1, 19))) * (random.Next(2) == 0 ? 1 : -1);
            Assert.True(IntegerText.TryParse(Encoding.ASCII.GetBytes($"{truth}"), out long found));
            Assert.Equal(truth, found);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("12a")]
    [InlineData("12 ")]
    [InlineData(" 12")]
    [InlineData("12\0")]
    [InlineData("1234567890123456789")]
    [InlineData("99999999999999999999")]
    public void What_is_not_one_whole_number_is_refused(string text) => Assert.False(IntegerText.TryParse(Encoding.ASCII.GetBytes(text), out _));
}
