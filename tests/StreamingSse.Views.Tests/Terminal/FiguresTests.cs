using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.0321, "0.0321")]
    [InlineData(0.03, "0.0300")]
    [InlineData(3.14159, "3.14")]
    [InlineData(100, "100")]
    [InlineData(99.96, "100")]
    [InlineData(12345.6, "12,346")]
    [InlineData(123456, "1.23e5")]
    [InlineData(0.00012, "1.20e-4")]
    [InlineData(-21.7, "-21.7")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Numbers_have_three_significant_figures(double value, string shown) => Assert.Equal(shown, Figures.Number(value));

    [Theory]
    [InlineData(0.1, "100 fs")]
    [InlineData(0, "0 ps")]
    [InlineData(412.6, "412.6 ps")]
    [InlineData(12_340, "12.34 ns")]
    public void Times_choose_their_unit(double ps, string shown) => Assert.Equal(shown, Figures.Time(ps));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(12_800, "12.8 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(1_240_000_000, "1.24 GB")]
    [InlineData(3.2e12, "3.20 TB")]
    public void Bytes_choose_their_unit(double bytes, string shown) => Assert.Equal(shown, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0.31, "0.3 s")]
    [InlineData(42, "42 s")]
    [InlineData(240, "4 min")]
    [InlineData(9000, "2.5 h")]
    [InlineData(259_200, "3.0 d")]
    public void Ages_choose_their_unit(double seconds, string shown) => Assert.Equal(shown, Figures.Age(TimeSpan.FromSeconds(seconds)));

    // 1 Å²/ps = 1e-20 m² / 1e-12 s = 1e-8 m²/s = 1e-4 cm²/s.
    [Fact]
    public void D_in_square_centimetres_per_second_is_a_ten_thousandth_of_that_in_square_angstrom_per_picosecond() =>
        Assert.Equal("3.21e-6 cm²/s", Figures.Cm2PerS(0.0321));

    [Fact]
    public void The_kinetic_temperature_of_all_weighs_each_specie_by_its_atoms()
    {
        var run = SyntheticRun.Snapshot(10).Run with
        {
            Species = new Dictionary<string, int> { ["Li"] = 3, ["S"] = 1, ["P"] = 7 },
            KineticTemperatureK = new Dictionary<string, double> { ["Li"] = 600, ["S"] = 400, ["P"] = double.NaN },
        };
        Assert.Equal(550, Figures.KineticK(run), tolerance: 1e-12);
    }
}
