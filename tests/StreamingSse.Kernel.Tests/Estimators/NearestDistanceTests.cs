using StreamingSse.Kernel.Estimators;

namespace StreamingSse.Kernel.Tests.Estimators;

public sealed class NearestDistanceTests
{
    [Fact]
    public void It_is_the_minimum_over_all_pairs_and_images_in_any_cell()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 60; trial++)
        {
            var cell = new Cell(6 + random.NextDouble(), 0, 0, Tilt(), 7, 0, Tilt(), Tilt(), 8);
            double[] sites = [.. Enumerable.Range(0, 3 * (1 + trial % 7)).Select(_ => 30 * (random.NextDouble() - 0.5))];
            Assert.Equal(BruteForce(sites, cell), NearestDistance.Of(sites, cell), tolerance: 1e-10);
        }

        double Tilt() => 6 * (random.NextDouble() - 0.5);
    }

    [Fact]
    public void One_site_sees_its_own_image_and_without_a_cell_nothing()
    {
        Assert.Equal(5, NearestDistance.Of([1, 2, 3], Cell.Orthorhombic(5, 6, 7)), 12);
        Assert.Equal(double.PositiveInfinity, NearestDistance.Of([1, 2, 3], null));
        Assert.Equal(5, NearestDistance.Of([0, 0, 0, 3, 4, 0, 100, 0, 0], null), 12);
    }

    [Fact]
    public void A_rock_salt_sublattice_has_its_known_distance()
    {
        double[] sites = [.. Enumerable.Range(0, 500).SelectMany(i =>
        {
            (int cell, int basis) = (i / 4, i % 4);
            (double x, double y, double z) = basis switch
            {
                0 => (0.0, 0.0, 0.0),
                1 => (0.5, 0.5, 0),
                2 => (0.5, 0, 0.5),
                _ => (0, 0.5, 0.5),
            };
            return new[] { 5.64 * (cell % 5 + x), 5.64 * (cell / 5 % 5 + y), 5.64 * (cell / 25 + z) };
        })];
        Assert.Equal(5.64 / Math.Sqrt(2), NearestDistance.Of(sites, Cell.Orthorhombic(28.2, 28.2, 28.2)), 10);
    }

    private static double BruteForce(double[] sites, Cell cell)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < sites.Length; i += 3)
            for (int j = 0; j < sites.Length; j += 3)
                for (int n = 0; n < 15 * 15 * 15; n++)
                {
                    (double x, double y, double z) = cell.ToCartesian(n % 15 - 7, n / 15 % 15 - 7, n / 225 - 7);
                    if (i == j && n == 7 + 15 * 7 + 225 * 7) continue;
                    (x, y, z) = (sites[j] - sites[i] + x, sites[j + 1] - sites[i + 1] + y, sites[j + 2] - sites[i + 2] + z);
                    best = Math.Min(best, Math.Sqrt(x * x + y * y + z * z));
                }
        return best;
    }
}
