using StreamingSse.Formats.Dft;

namespace StreamingSse.Formats.Tests.Dft;

public sealed class EigenvalFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1, "1 -1.0 1.0\n2 2.0 0.0", "1 -0.5 1.0\n2 1.5 0.0", 2.0)]
    [InlineData(2, "1 -1.0 -0.8 1.0 1.0\n2 2.0 -0.2 0.0 1.0", "1 -0.5 -0.6 1.0 1.0\n2 1.5 1.7 0.0 0.0", 1.5 + 0.2)]
    public void The_gap_lies_between_the_highest_filled_and_the_lowest_empty_band_of_any_point_and_spin(int spins, string first, string second, double gapEv)
    {
        Write(spins, first, second);
        Assert.Equal(gapEv, EigenvalFile.ReadGapEv(_path).Value, tolerance: 1e-12);
    }

    [Fact]
    public void Without_occupations_it_cannot_be_told()
    {
        Write(1, "1 -1.0\n2 2.0", "1 -0.5\n2 1.5");
        Assert.Contains("line 9: expected band, energy and occupation, got '1 -1.0'", Assert.Throws<BadInputException>(() => EigenvalFile.ReadGapEv(_path)).Message, StringComparison.Ordinal);
    }

    private void Write(int spins, string first, string second) =>
        File.WriteAllText(_path, $"2 2 1 {spins}\n0.1 1 1 1 1\n 1e-4\n CAR\n title\n 2 2 2\n\n 0 0 0 0.5\n{first}\n\n 0 0 0.5 0.5\n{second}\n");
}
