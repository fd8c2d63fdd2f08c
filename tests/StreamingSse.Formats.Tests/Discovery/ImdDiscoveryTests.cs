using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Discovery;

public sealed class ImdDiscoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_are_asked_for_and_never_guessed() => Assert.Contains("--topology", Fails("imd://localhost:8888", new RunOptions()));

    [Theory]
    [InlineData("imd://localhost")]
    [InlineData("imd://:8888")]
    [InlineData("imd://localhost:0")]
    [InlineData("imd://localhost:99999")]
    public void An_address_without_host_or_port_is_refused(string address) => Assert.Contains("imd://HOST:PORT", Fails(address, new RunOptions()));

    [Fact]
    public void A_data_file_gives_species_and_cell_and_the_script_beside_it_the_rest()
    {
        string data = _folder.Write("li2o.data", "LAMMPS data file\n\n3 atoms\n2 atom types\n\n-1 9 xlo xhi\n0 11 ylo yhi\n0.5 12.5 zlo zhi\n1 2 3 xy xz yz\n\nMasses\n\n1 15.9994\n2 6.941\n\nAtoms # charge\n\n3 2 0.6 1 1 1\n1 1 -1.2 0 0 0\n2 2 0.6 2 2 2\n");
        _folder.Write("in.run", "units real\ntimestep 1.5\nread_data li2o.data\nfix 1 all nvt temp 900 900 100\nfix v all imd 8888 trate 20 unwrap on nowait on\n");
        RunPlan plan = RunDiscovery.Find("imd://node7:8888", new RunOptions { Imd = new ImdOptions { Topology = data } });
        Assert.Equal(["O", "Li", "Li"], Enumerable.Range(0, 3).Select(atom => plan.Atoms.SpecieNames[plan.Atoms.SpecieOfAtom[atom]]));
        Assert.Equal((1.5, 30.0, 900.0), (plan.TimestepFs, plan.FrameFs, plan.StatedTemperatureK));
        Assert.Equal(new Kernel.Cell(10, 0, 0, 1, 11, 0, 2, 3, 12, -1, 0, 0.5), plan.StatedCell);
        Assert.True(plan.Imd is { Rate: 20, IsUnwrapped: true, Units.Style: "real" } && plan.Imd.Address is { Host: "node7", Port: 8888 });
        Assert.Equal("Li", Assert.Single(plan.MobileSpecies));
    }

    [Fact]
    public void What_is_said_wins_over_the_script()
    {
        string data = _folder.Write("data.x", "x\n\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n1 6.941\n\nAtoms # atomic\n\n1 1 1 1 1\n");
        _folder.Write("in.run", "units metal\ntimestep 0.002\nfix v all imd 8888 trate 20\n");
        var options = new RunOptions { TimestepFs = 1, Imd = new ImdOptions { Topology = data, Rate = 5 } };
        RunPlan plan = RunDiscovery.Find("imd://h:1", options);
        Assert.Equal((5, 5.0, false), (plan.Imd!.Rate, plan.FrameFs, plan.Imd.IsUnwrapped));
    }

    [Fact]
    public void A_gro_gives_names_and_its_box()
    {
        string gro = _folder.Write("conf.gro", "water\n3\n    1SOL     OW    1   0.1   0.1   0.1\n    1SOL    HW1    2   0.1   0.1   0.1\n    1SOL    HW2    3   0.1   0.1   0.1\n   2.0   2.5   3.0\n");
        RunPlan plan = RunDiscovery.Find("imd://h:1", new RunOptions { MobileSpecies = ["OW"], Imd = new ImdOptions { Topology = gro } });
        Assert.Equal(("GROMACS", Kernel.Cell.Orthorhombic(20, 25, 30)), (plan.Engine, plan.StatedCell!.Value));
        Assert.Equal(["OW", "HW1", "HW2"], plan.Atoms.SpecieNames);
    }

    [Theory]
    [InlineData("2.0", 20.0)]
    [InlineData("-1000", 10.0)]
    public void A_POSCAR_gives_species_and_its_scaled_cell(string scale, double edgeA)
    {
        string poscar = _folder.Write("POSCAR", $"x\n{scale}\n10 0 0\n0 10 0\n0 0 10\nLi O\n2 1\nDirect\n0 0 0\n.5 .5 .5\n.2 .2 .2\n");
        RunPlan plan = RunDiscovery.Find("imd://h:1", new RunOptions { Imd = new ImdOptions { Topology = poscar } });
        Assert.Equal(3, plan.Atoms.AtomCount);
        Assert.Equal(edgeA, plan.StatedCell!.Value.AxA, 1e-9);
    }

    [Fact]
    public void A_data_file_whose_columns_are_not_named_is_told_what_it_lacks()
    {
        string data = _folder.Write("data.x", "x\n\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nAtoms\n\n1 1 1 1 1\n");
        Assert.Contains("Atoms # charge", Fails("imd://h:1", new RunOptions { Imd = new ImdOptions { Topology = data } }));
    }

    private static string Fails(string address, RunOptions options) => Assert.Throws<BadInputException>(() => RunDiscovery.Find(address, options)).Message;
}
