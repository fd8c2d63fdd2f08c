using StreamingSse.Formats.NetCdf;

namespace StreamingSse.Formats.Tests.NetCdf;

public sealed class NetCdfLayoutTests
{
    private static readonly NetCdfVariable Coordinates = Variable("coordinates", 6, 3), Velocities = Variable("velocities", 6, 3);

    [Fact]
    public void Variables_of_one_shape_are_taken() => Assert.Null(Layout(Coordinates, Velocities, Variable("id", 6), Variable("cell_lengths", 3), Variable("time")).Refusal());

    [Theory]
    [InlineData("velocities", "18 values in a record of 6 atoms", 6L)]
    [InlineData("velocities", "18 values in a record of 6 atoms", 6L, 3L, 2L)]
    [InlineData("id", "6 values in a record of 6 atoms", 4L)]
    [InlineData("cell_angles", "3 values in a record of 6 atoms", 6L)]
    [InlineData("time", "1 values in a record of 6 atoms", 6L)]
    public void A_variable_of_another_shape_is_refused_by_its_name(string name, string expected, params long[] shape) =>
        Assert.Equal(new BadInput(name, expected, $"{shape.Aggregate((a, b) => a * b)}"), Layout(Coordinates, Variable(name, shape)).Refusal());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    public void A_scale_factor_that_scales_nothing_is_refused(double scale) =>
        Assert.Equal(new BadInput("velocities", "a scale factor that is finite and not zero", $"{scale}"), Layout(Coordinates, Velocities with { Scale = scale }).Refusal());

    private static NetCdfVariable Variable(string name, params long[] shape) => new(name, NetCdfType.Float, IsRecord: true, shape, 0, "", 1);

    /// <summary>One variable behind the other, as the library writes them.</summary>
    private static NetCdfLayout Layout(params NetCdfVariable[] variables)
    {
        long begin = 1000;
        var placed = new List<NetCdfVariable>();
        foreach (NetCdfVariable variable in variables)
        {
            placed.Add(variable with { Begin = begin });
            begin += variable.ByteCount;
        }
        return new NetCdfLayout(placed);
    }
}
