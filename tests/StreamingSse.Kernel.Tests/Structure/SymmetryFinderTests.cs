using StreamingSse.Kernel.Structure;

namespace StreamingSse.Kernel.Tests.Structure;

/// <summary>Prototypes whose symmetry stands in every textbook.</summary>
public sealed class SymmetryFinderTests
{
    private const double ToleranceA = 0.01;
    private static readonly (double, double, double)[] FaceCentred = [(0, 0, 0), (0.5, 0.5, 0), (0.5, 0, 0.5), (0, 0.5, 0.5)];

    [Fact]
    public void Fluorite_has_192_operations_in_its_cubic_cell_however_it_is_written()
    {
        CrystalStructure cube = Fluorite();
        foreach (CrystalStructure form in new[] { cube, Supercell(cube, 2, 1, 3), Skewed(cube), Moved(cube, 0.123, 0.456, 0.789), Turned(cube) })
        {
            CrystalSymmetry symmetry = SymmetryFinder.Find(form, ToleranceA)!;
            Assert.Equal((CrystalSystem.Cubic, 192, 4, 3), (symmetry.System, symmetry.OperationCount, symmetry.Conventional.LatticePoints, symmetry.PrimitiveSiteCount));
            Assert.Equal(5.46, symmetry.Conventional.AA, tolerance: 1e-9);
            Assert.Equal(5.46, symmetry.Conventional.CA, tolerance: 1e-9);
            Assert.Equal(90, symmetry.Conventional.AlphaDegrees, tolerance: 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 0, 0, CrystalSystem.Cubic, 48)]               // perovskite, Pm-3m
    [InlineData(0, 0, 0.02, CrystalSystem.Tetragonal, 8)]        // the ion moved along an edge: P4mm
    [InlineData(0, 0.02, 0.02, CrystalSystem.Orthorhombic, 4)]   // along the diagonal of a face: Amm2
    [InlineData(0.02, 0.02, 0.02, CrystalSystem.Trigonal, 6)]    // along that of the cube: R3m
    [InlineData(0.01, 0.02, 0.02, CrystalSystem.Monoclinic, 2)]  // in a mirror plane: Cm
    [InlineData(0.01, 0.02, 0.03, CrystalSystem.Triclinic, 1)]
    public void An_ion_off_its_centre_takes_away_the_operations_that_its_shift_breaks(double a, double b, double c, CrystalSystem system, int primitiveOperations)
    {
        CrystalStructure perovskite = new(Cell.Orthorhombic(4, 4, 4),
        [
            CrystalSite.Of("Ba", 0, 0, 0), CrystalSite.Of("Ti", 0.5 + a, 0.5 + b, 0.5 + c),
            CrystalSite.Of("O", 0.5, 0.5, 0), CrystalSite.Of("O", 0.5, 0, 0.5), CrystalSite.Of("O", 0, 0.5, 0.5),
        ]);
        CrystalSymmetry symmetry = SymmetryFinder.Find(perovskite, ToleranceA)!;
        Assert.Equal((system, primitiveOperations), (symmetry.System, symmetry.PrimitiveOperationCount));
    }

    [Fact]
    public void Close_packed_magnesium_is_hexagonal_with_24_operations()
    {
        CrystalStructure magnesium = new(new Cell(3.2, 0, 0, -1.6, 1.6 * Math.Sqrt(3), 0, 0, 0, 5.2), [CrystalSite.Of("Mg", 1.0 / 3, 2.0 / 3, 0.25), CrystalSite.Of("Mg", 2.0 / 3, 1.0 / 3, 0.75)]);
        CrystalSymmetry symmetry = SymmetryFinder.Find(magnesium, ToleranceA)!;
        Assert.Equal((CrystalSystem.Hexagonal, 24), (symmetry.System, symmetry.OperationCount));
        Assert.Equal(120, symmetry.Conventional.GammaDegrees, tolerance: 1e-9);
        Assert.Equal(5.2, symmetry.Conventional.CA, tolerance: 1e-9);
    }

    [Fact]
    public void A_rhombohedral_lattice_is_counted_in_hexagonal_axes()
    {
        // One atom on a rhombohedral lattice, R-3m: 12 operations, three lattice points.
        double along = 2, across = 1.5;
        (double X, double Y)[] corners = [(1, 0), (-0.5, Math.Sqrt(3) / 2), (-0.5, -Math.Sqrt(3) / 2)];
        CrystalStructure one = new(
            new Cell(across * corners[0].X, across * corners[0].Y, along, across * corners[1].X, across * corners[1].Y, along, across * corners[2].X, across * corners[2].Y, along),
            [CrystalSite.Of("Hg", 0, 0, 0)]);
        CrystalSymmetry symmetry = SymmetryFinder.Find(one, ToleranceA)!;
        Assert.Equal((CrystalSystem.Trigonal, 36, 3), (symmetry.System, symmetry.OperationCount, symmetry.Conventional.LatticePoints));
        Assert.Equal(across * Math.Sqrt(3), symmetry.Conventional.AA, tolerance: 1e-9);
        Assert.Equal(3 * along, symmetry.Conventional.CA, tolerance: 1e-9);
    }

    [Fact]
    public void Different_occupancies_on_equal_places_are_different_kinds_of_site()
    {
        CrystalStructure Body(double centre) => new(Cell.Orthorhombic(4, 4, 4), [CrystalSite.Of("Ag", 0, 0, 0, 0.5), CrystalSite.Of("Ag", 0.5, 0.5, 0.5, centre)]);
        Assert.Equal(96, SymmetryFinder.Find(Body(0.5), ToleranceA)!.OperationCount);
        Assert.Equal(48, SymmetryFinder.Find(Body(0.25), ToleranceA)!.OperationCount);
    }

    [Fact]
    public void Noise_below_the_tolerance_keeps_the_symmetry_and_noise_above_it_breaks_it()
    {
        CrystalStructure Noisy(double sizeA)
        {
            var dice = new Random(3);
            double Shift() => (2 * dice.NextDouble() - 1) * sizeA / 5.46;
            return new(Fluorite().Cell, [.. Fluorite().Sites.Select(site => new CrystalSite(site.A + Shift(), site.B + Shift(), site.C + Shift(), site.Occupants))]);
        }
        Assert.Equal(192, SymmetryFinder.Find(Noisy(0.001), ToleranceA)!.OperationCount);
        Assert.Equal(1, SymmetryFinder.Find(Noisy(0.2), ToleranceA)!.OperationCount);
    }

    private static CrystalStructure Fluorite() => new(Cell.Orthorhombic(5.46, 5.46, 5.46),
    [
        .. FaceCentred.Select(f => CrystalSite.Of("Ca", f.Item1, f.Item2, f.Item3)),
        .. FaceCentred.Select(f => CrystalSite.Of("F", f.Item1 + 0.25, f.Item2 + 0.25, f.Item3 + 0.25)),
        .. FaceCentred.Select(f => CrystalSite.Of("F", f.Item1 + 0.25, f.Item2 + 0.25, f.Item3 + 0.75)),
    ]);

    private static CrystalStructure Moved(CrystalStructure from, double a, double b, double c) =>
        new(from.Cell, [.. from.Sites.Select(site => new CrystalSite(site.A + a, site.B + b, site.C + c, site.Occupants))]);

    private static CrystalStructure Supercell(CrystalStructure from, int na, int nb, int nc)
    {
        Cell c = from.Cell;
        return new(Cell.Orthorhombic(na * c.AxA, nb * c.ByA, nc * c.CzA),
        [
            .. from.Sites.SelectMany(site => from i in Enumerable.Range(0, na) from j in Enumerable.Range(0, nb) from k in Enumerable.Range(0, nc)
                                             select new CrystalSite((site.A + i) / na, (site.B + j) / nb, (site.C + k) / nc, site.Occupants)),
        ]);
    }

    // Other edges of the same lattice: b + a, c − 2b − a.
    private static CrystalStructure Skewed(CrystalStructure from)
    {
        const double e = 5.46;
        var cell = new Cell(e, 0, 0, e, e, 0, -e, -2 * e, e);
        return Recast(from, cell, (x, y, z) => (x, y, z));
    }

    private static CrystalStructure Turned(CrystalStructure from)
    {
        double cos = Math.Cos(0.7), sin = Math.Sin(0.7);
        (double, double, double) Turn(double x, double y, double z) => (cos * x - sin * y, sin * x + cos * y, z);
        const double e = 5.46;
        return Recast(from, new Cell(e * cos, e * sin, 0, -e * sin, e * cos, 0, 0, 0, e), Turn);
    }

    private static CrystalStructure Recast(CrystalStructure from, Cell cell, Func<double, double, double, (double X, double Y, double Z)> move)
    {
        CellInverse inverse = cell.Inverse();
        return new(cell, [.. from.Sites.Select(site =>
        {
            (double x, double y, double z) = from.Cell.ToCartesian(site.A, site.B, site.C);
            (x, y, z) = move(x, y, z);
            (double a, double b, double c) = inverse.ToFractional(x, y, z);
            return new CrystalSite(a, b, c, site.Occupants);
        })]);
    }
}
