using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Frames;

public sealed class KineticTemperatureTests
{
    // SI, independent of Units.cs: T = m v²/(3k) for one atom of 1 amu at 1 Å/ps = 100 m/s is 1.66053906660e-27·10⁴/(3·1.380649e-23) K.
    private const double OneAmuAtOneAPerPsK = 1.66053906660e-27 * 1e4 / (3 * 1.380649e-23);

    [Fact]
    public void One_atom_has_the_temperature_of_its_mass_times_its_speed_squared()
    {
        var temperature = new KineticTemperature(new AtomTable(["Na"], new Dictionary<string, double> { ["Na"] = 22.99 }));
        temperature.Add([3, 0, 4]);
        Assert.Equal(22.99 * 25 * OneAmuAtOneAPerPsK, temperature.LastK(0), tolerance: 1e-5);
        temperature.Add([0, 0, 0]);
        Assert.Equal(0, temperature.LastAllK);
        Assert.Equal(22.99 * 25 * OneAmuAtOneAPerPsK / 2, temperature.MeanK(0), tolerance: 1e-5);
        Assert.Equal(2, temperature.FrameCount);
    }

    [Fact]
    public void All_atoms_are_counted_once_each()
    {
        var temperature = new KineticTemperature(new AtomTable(["A", "B", "B"], new Dictionary<string, double> { ["A"] = 1, ["B"] = 2 }));
        temperature.Add([1, 0, 0, 0, 1, 0, 0, 0, 1]);
        Assert.Equal(OneAmuAtOneAPerPsK, temperature.LastK(0), tolerance: 1e-6);
        Assert.Equal(2 * OneAmuAtOneAPerPsK, temperature.LastK(1), tolerance: 1e-6);
        Assert.Equal(5.0 / 3 * OneAmuAtOneAPerPsK, temperature.MeanAllK, tolerance: 1e-6);
    }

    [Fact]
    public void An_unknown_mass_gives_no_number()
    {
        var temperature = new KineticTemperature(new AtomTable(["A", "X"], new Dictionary<string, double> { ["A"] = 1 }));
        Assert.Equal(double.NaN, temperature.MeanK(0));
        temperature.Add([1, 0, 0, 0, 1, 0]);
        Assert.False(double.IsNaN(temperature.MeanK(0)));
        Assert.Equal(double.NaN, temperature.MeanK(1));
        Assert.Equal(double.NaN, temperature.MeanAllK);
    }
}
