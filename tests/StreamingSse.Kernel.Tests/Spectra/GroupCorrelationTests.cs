using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Tests.Spectra;

public sealed class GroupCorrelationTests
{
    private static readonly AtomTable Atoms = new(["A", "B", "B", "X"], new Dictionary<string, double> { ["A"] = 2, ["B"] = 5 });
    private static readonly VacfCurve A = new(0, 1, [40, 30, 8], [10, 9, 0]);
    private static readonly VacfCurve B = new(1, 2, [60, 18, 8], [10, 9, 0]);
    private static readonly VacfCurve X = new(2, 1, [1, 1, 1], [10, 9, 0]);

    [Fact]
    public void A_group_counts_each_atom_once_and_weighs_it_by_its_mass()
    {
        double[] mean = GroupCorrelation.Mean([A, B], 2), weighted = GroupCorrelation.MassWeighted([A, B], Atoms, 2)!;
        Assert.Equal(100.0 / 30, mean[0], 12);
        Assert.Equal(48.0 / 27, mean[1], 12);
        Assert.Equal(2 * 4.0 + 5 * 6.0, weighted[0], 12);
        Assert.Equal(2 * 30.0 / 9 + 5 * 2.0, weighted[1], 12);
        Assert.Equal([100, 48], GroupCorrelation.RawSums([A, B], 2));
    }

    [Fact]
    public void An_unknown_mass_matters_only_beside_another_specie()
    {
        Assert.Null(GroupCorrelation.MassWeighted([A, X], Atoms, 2));
        Assert.Equal([0.1, 1 / 9.0], GroupCorrelation.MassWeighted([X], Atoms, 2)!);
    }

    [Fact]
    public void Lags_end_where_origins_do_and_at_half_of_the_frames()
    {
        Assert.Equal(2, GroupCorrelation.AllLags(A));
        Assert.Equal(2, GroupCorrelation.HalfLags(A));
        Assert.Equal(1, GroupCorrelation.HalfLags(new VacfCurve(0, 1, [1, 1, 1], [3, 2, 1])));
    }
}
