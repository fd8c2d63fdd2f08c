using StreamingSse.Formats.Xyz;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Xyz;

public sealed class ExtendedXyzParserTests
{
    private const double EightDecimals = 1e-8;

    // The masses of ASE 3.22.1, IUPAC 2016.
    private static readonly Dictionary<string, double> MassesAmu = new() { ["Li"] = 6.94, ["P"] = 30.973761998, ["S"] = 32.06 };

    [Fact]
    public void Momenta_become_ASEs_own_velocities()
    {
        ParsedFile file = Read("ase_momenta.extxyz");
        foreach ((double[] truth, KeptFrame frame) in TestData.Table("xyz/ase_momenta.csv").Zip(file.Frames))
        {
            Close.All(truth.AsSpan(..18), frame.PositionsA, EightDecimals);
            Close.All(truth.AsSpan(18..), frame.VelocitiesAPerPs, 2e-6); // 8 decimals over 6.94 amu and 0.0102 ps, and CODATA 2014 against 2018
        }
        Assert.Equal([0, 50, 100, 150], file.Frames.Select(frame => frame.Step));
        Close.All([0, 0.1, 0.2, 0.3], [.. file.Frames.Select(frame => frame.TimePs)], 1e-12);
        Close.All([6, 6.06, 6.12, 6.18], [.. file.Frames.Select(frame => frame.Cell!.Value.AxA)], 1e-12);
        Assert.Equal((0.5, 5.8, -0.4), (file.Frames[0].Cell!.Value.BxA, file.Frames[0].Cell!.Value.ByA, file.Frames[0].Cell!.Value.CxA));
        Assert.Equal(["Li", "Li", "Li", "Li", "P", "S"], file.Labels);
        Assert.All(file.Frames, frame => Assert.Equal(PositionKind.Wrapped, frame.Kind));
    }

    /// <summary>The same momenta over 1000 as a column velo, which is in Å/fs: in Å/ps they are the momenta.</summary>
    [Fact]
    public void Columns_may_stand_in_any_order()
    {
        ParsedFile moved = Read("columns_moved.extxyz"), plain = Read("ase_momenta.extxyz");
        double[] massesAmu = [.. plain.Labels.Select(label => MassesAmu[label])];
        foreach ((KeptFrame a, KeptFrame b) in plain.Frames.Zip(moved.Frames))
        {
            Assert.Equal(a.PositionsA, b.PositionsA);
            Close.All([.. a.VelocitiesAPerPs.Select((v, c) => v * massesAmu[c / 3] * 1.018050571e-2)], b.VelocitiesAPerPs, 1e-9);
        }
    }

    [Fact]
    public void Masses_in_the_file_win_over_the_table()
    {
        const string text = "1\nProperties=species:S:1:pos:R:3:momenta:R:3:masses:R:1 Lattice=\"1 0 0 0 1 0 0 0 1\"\nLi 0 0 0 6.015 0 0 6.015\n"; // the isotope 6Li
        Assert.Equal(1 / 1.018050571e-2, Assert.Single(ParsedFile.Read(Parser(), text).Frames).VelocitiesAPerPs[0], 1e-9);
    }

    [Fact]
    public void Without_a_mass_there_are_no_velocities_from_momenta() =>
        Assert.All(ParsedFile.Read(new ExtendedXyzParser(_ => double.NaN), TestData.Bytes("xyz/ase_momenta.extxyz")).Frames, frame => Assert.Empty(frame.VelocitiesAPerPs));

    [Fact]
    public void A_plain_xyz_has_no_cell_and_one_from_LAMMPS_has_steps()
    {
        ParsedFile plain = Read("plain.xyz"), dump = Read("lammps_dump.xyz");
        foreach ((double[] truth, KeptFrame frame) in TestData.Table("xyz/ase_momenta.csv").Zip(plain.Frames)) Close.All(truth.AsSpan(..18), frame.PositionsA, EightDecimals);
        Assert.All(plain.Frames.Concat(dump.Frames), frame => Assert.Null(frame.Cell));
        Assert.Equal([0, 20, 40], dump.Frames.Select(frame => frame.Step));
    }

    [Theory]
    [InlineData("time=2.5", double.NaN, double.NaN)]    // of no known unit
    [InlineData("time=2.5", 0.001, 0.0025)]
    [InlineData("time_fs=2.5", double.NaN, 0.0025)]
    [InlineData("Time_ps=2.5", double.NaN, 2.5)]
    public void Times_have_a_unit_or_are_left_open(string pair, double timePs, double expectedPs) =>
        Assert.Equal(expectedPs, ParsedFile.Read(new ExtendedXyzParser(_ => 1, timePs: timePs), $"1\n{pair} comment='a = b'\nLi 0 0 0\n").Frames[0].TimePs);

    [Theory]
    [InlineData("pbc=\"F F F\"", PositionKind.Unwrapped)]
    [InlineData("pbc=\"T T F\"", PositionKind.Wrapped)]
    public void Only_a_frame_without_periods_is_unwrapped(string pair, PositionKind kind) =>
        Assert.Equal(kind, ParsedFile.Read(Parser(), $"1\n{pair}\nLi 0 0 0\n").Frames[0].Kind);

    [Theory]
    [InlineData("Li       1.33363001", "Li       1.3336300x", "line 12, column pos.x: expected a finite number, got '1.3336300x'")]
    [InlineData("Li       1.33363001", "Na       1.33363001", "line 12, column species: expected Li as in the first frame, got Na")]
    [InlineData("Li       1.33363001", "Li", "line 12: expected 10 columns, got 9")]
    [InlineData("Lattice=\"6.0600000000000005 0.0", "Lattice=\"6.0600000000000005", "line 10, Lattice: expected 9 finite numbers, got '6.0600000000000005 0.0 0.505 5.858 0.0 -0.404 0.…'")]
    [InlineData("0.0 0.505 5.858 0.0 -0.404 0.303", "0.0 0.505 5.858 0.0 -0.404 nan", "line 10, Lattice: expected 9 finite numbers, got '6.0600000000000005 0.0 0.0 0.505 5.858 0.0 -0.40…'")]
    public void A_bad_frame_is_rejected_and_the_next_is_read(string good, string bad, string message)
    {
        string text = TestData.Text("xyz/ase_momenta.extxyz");
        Assert.Contains(good, text);
        ParsedFile file = ParsedFile.Read(Parser(), text.Replace(good, bad));
        Assert.Equal(message, Assert.Single(file.Rejected).ToString());
        Assert.Equal([0, 100, 150], file.Frames.Select(frame => frame.Step));
    }

    [Theory]
    [InlineData("1000000000000\n\nLi 0 0 0\n", "line 1: expected 1 to 20000000 atoms, got 1000000000000")]
    [InlineData("0\n\n", "line 1: expected 1 to 20000000 atoms, got 0")]
    [InlineData("Li\n", "line 1: expected the number of atoms, got 'Li'")]
    [InlineData("1\nProperties=species:S:1:forces:R:3\nLi 0 0 0\n", "line 2: expected Properties as NAME:TYPE:COUNT:… with pos:R:3, got 'species:S:1:forces:R:3'")]
    [InlineData("1\nProperties=species:S:1:pos:R:999999999999\nLi 0 0 0\n", "line 2: expected Properties as NAME:TYPE:COUNT:… with pos:R:3, got 'species:S:1:pos:R:999999999999'")]
    [InlineData("1\nProperties=species:S:1:pos:R:3:velo:S:3\nLi 0 0 0 1 1 1\n", "line 2: expected velo:R:3, got 'species:S:1:pos:R:3:velo:S:3'")]
    [InlineData("1\n\nPolonium-210 0 0 0\n", "line 3, column species: expected a name of at most 8 bytes, got 'Polonium-210'")]
    public void What_cannot_be_read_is_said(string text, string message) => Assert.Equal(message, ParsedFile.Read(Parser(), text).Rejected[0].ToString());

    private static ParsedFile Read(string name) => ParsedFile.Read(Parser(), TestData.Bytes($"xyz/{name}"));

    private static ExtendedXyzParser Parser() => new(label => MassesAmu.GetValueOrDefault(label, double.NaN));
}
