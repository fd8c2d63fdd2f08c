using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Frames;

public sealed class DriftRemoverTests
{
    private static readonly Dictionary<string, double> Masses = new() { ["Li"] = 6.94, ["O"] = 15.999, ["P"] = 30.974 };
    private static readonly AtomTable Atoms = new(["Li", "O", "P"], Masses);

    [Fact]
    public void The_framework_is_weighted_by_mass_and_everything_moves_with_it()
    {
        var drift = new DriftRemover(Atoms, DriftMode.Framework, ["Li"]);
        double[] first = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        drift.Remove(first);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], first);

        double[] second = [1, 2, 3, 5, 5, 6, 7, 8, 9];   // O moved by 1 Å along x: the framework's centre by 15.999/46.973
        drift.Remove(second);
        double shift = 15.999 / (15.999 + 30.974);
        Assert.Equal(1 - shift, second[0], 12);
        Assert.Equal(5 - shift, second[3], 12);
        Assert.Equal(7 - shift, second[6], 12);
        Assert.Equal(2, second[1], 12);
        Assert.Equal(DriftMode.Framework, drift.Used);
        Assert.Null(drift.Note);
    }

    [Theory]
    [InlineData(DriftMode.Framework)]
    [InlineData(DriftMode.All)]
    public void A_uniform_flow_leaves_nothing(DriftMode mode)
    {
        var drift = new DriftRemover(Atoms, mode, ["Li"]);
        for (int k = 0; k < 10; k++)
        {
            double[] r = [1 + 0.3 * k, 2, 3, 4 + 0.3 * k, 5, 6, 7 + 0.3 * k, 8, 9];
            drift.Remove(r);
            Assert.All(r.Select((x, c) => x - (c + 1)), d => Assert.Equal(0, d, 12));
        }
    }

    [Fact]
    public void Where_there_is_no_framework_all_atoms_are_used_and_it_says_so()
    {
        var silver = new AtomTable(["Ag", "Ag"], new Dictionary<string, double> { ["Ag"] = 107.87 });
        var drift = new DriftRemover(silver, DriftMode.Framework, ["Ag"]);
        Assert.Equal(DriftMode.All, drift.Used);
        Assert.Contains("no framework", drift.Note);
    }

    [Fact]
    public void Unknown_masses_weigh_alike_and_it_says_so()
    {
        var drift = new DriftRemover(new AtomTable(["Li", "X", "P"], Masses), DriftMode.Framework, ["Li"]);
        Assert.Contains("the mass of X is not known", drift.Note);
        drift.Remove(new double[9]);
        double[] r = [0, 0, 0, 1, 0, 0, 0, 0, 0];
        drift.Remove(r);
        Assert.Equal(0.5, r[3], 12);
    }

    [Fact]
    public void None_touches_nothing_and_a_new_block_starts_a_new_zero()
    {
        double[] r = [1, 0, 0, 1, 0, 0, 1, 0, 0];
        var none = new DriftRemover(Atoms, DriftMode.None, ["Li"]);
        none.Remove(new double[9]);
        none.Remove(r);
        Assert.Equal([1, 0, 0, 1, 0, 0, 1, 0, 0], r);

        var all = new DriftRemover(Atoms, DriftMode.All, ["Li"]);
        all.Remove(new double[9]);
        all.BeginBlock();
        all.Remove(r);
        Assert.Equal([1, 0, 0, 1, 0, 0, 1, 0, 0], r);
    }
}
