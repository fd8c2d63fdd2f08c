using StreamingSse.Formats.Dft;

namespace StreamingSse.Formats.Tests.Dft;

public sealed class OutcarResponseTests : IDisposable
{
    private const string Head = """
         vasp.6.3.0 18Jan22
         executed on             LinuxIFC date 2022.01.01  00:00:00
           VRHFIN =Na: s1p0
           POMASS =   22.990; ZVAL   =    1.000    mass and valenz
           VRHFIN =Cl: s2p5
           POMASS =   35.453; ZVAL   =    7.000    mass and valenz
           ions per type =               1   1
           IBRION =      6    ionic relax

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sse-outcar").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [DataFact]
    public void Aluminium_nitride_has_its_published_response()
    {
        OutcarReading read = OutcarResponse.Read(SharedData.Path("published", "elastic", "OUTCAR.JVASP-39.AlN-dfpt"));
        Assert.Equal((4.372349, 4.372350, 4.572975), (read.Dielectric![0], read.Dielectric[4], read.Dielectric[8]));
        Assert.Equal(29.856283, read.Modes!.LowestOpticalMev);
        Assert.Equal(12, read.Modes.EnergyMev.Count);
        Assert.Equal(3, read.Modes.TranslationShare.Count(share => share > 0.99));
        Assert.Equal(9, read.Modes.TranslationShare.Count(share => share < 0.01));
        Assert.Equal((2.51993 + 2.51991 + 2.67381) / 3, read.Born!.IsotropicE[0], tolerance: 1e-12);
        Assert.Equal((2.51993 + 2.519925 + 2.67381) / 3, read.Born.MeanE("Al"), tolerance: 1e-12);
        Assert.Equal(8, read.Ibrion);
        Assert.Equal(10.0326 - 5.8355, read.GapEv!.Value, tolerance: 1e-12); // at Γ; the changes of energies that linear response lists are none of it
        Assert.Contains("ionic contribution to the elastic moduli only", read.Reasons["elastic"], StringComparison.Ordinal);
    }

    [Fact]
    public void Elastic_moduli_are_put_from_VASPs_order_and_kBar_into_Voigts_and_GPa()
    {
        string rows = string.Concat("XX YY ZZ XY YZ ZX".Split(' ').Select((name, i) =>
            $" {name}  {string.Join("  ", Enumerable.Range(0, 6).Select(j => i == j ? 10.0 * (i + 1) * 100 : Math.Min(i, j) * 10 + Math.Max(i, j)))}\n"));
        OutcarReading read = Read($"{Head} TOTAL ELASTIC MODULI (kBar)\n Direction XX YY ZZ XY YZ ZX\n -----\n{rows} -----\n");
        var c = read.Elastic!.Value;
        Assert.Equal((100.0, 200.0, 300.0), (c[1, 1], c[2, 2], c[3, 3]));
        Assert.Equal((500.0, 600.0, 400.0), (c[4, 4], c[5, 5], c[6, 6]));   // yz was fifth, zx sixth, xy fourth
        Assert.Equal((0.4, 0.5, 0.3), (c[1, 4], c[1, 5], c[1, 6]));         // 04, 05, 03 in VASP's numbers from 0, in kBar
        Assert.Equal((4.5, 3.4), (c[4, 5], c[4, 6]));
    }

    [Fact]
    public void Bands_give_the_gap_of_the_last_ground_state()
    {
        string Bands(double shift) => $" E-fermi :   1.0\n k-point     1 :  0 0 0\n  band No.  band energies     occupation \n   1  -1.0 2.0\n   2  {1.0 + shift:0.0} 0.0\n\n k-point 2 : 0 0 0.5\n  band No.  band energies     occupation \n   1  -0.5 2.0\n   2  3.0 0.0\n\n";
        Assert.Equal(2.5, Read(Head + Bands(7) + Bands(1)).GapEv!.Value, tolerance: 1e-12); // −0.5 at the second point, 2.0 at the first
        Assert.Equal(0, Read(Head + Bands(-3)).GapEv!.Value);
    }

    [Fact]
    public void A_block_that_is_broken_off_costs_that_block_only()
    {
        OutcarReading read = Read(Head
            + " MACROSCOPIC STATIC DIELECTRIC TENSOR (including local field effects in DFT)\n ----\n 2 0 0\n 0 2 0\n 0 0 3\n ----\n"
            + " BORN EFFECTIVE CHARGES (in e, cummulative output)\n ----\n ion    1\n 1 1.0 0 0\n 2 0 oops 0\n");
        Assert.Equal([2, 0, 0, 0, 2, 0, 0, 0, 3], read.Dielectric!);
        Assert.Null(read.Born);
        Assert.Contains("line 19: expected a row of Z*, got '2 0 oops 0'", Assert.Single(read.Rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_molecular_dynamics_run_is_not_read_for_its_response()
    {
        OutcarReading read = Read(Head.Replace("IBRION =      6", "IBRION =      0", StringComparison.Ordinal)
            + " MACROSCOPIC STATIC DIELECTRIC TENSOR (including local field effects in DFT)\n ----\n 2 0 0\n 0 2 0\n 0 0 3\n");
        Assert.Null(read.Dielectric);
        Assert.Contains("hot supercell", read.Reasons["epsilon"], StringComparison.Ordinal);
    }

    private OutcarReading Read(string text)
    {
        string path = Path.Combine(_folder, "OUTCAR");
        File.WriteAllText(path, text);
        return OutcarResponse.Read(path);
    }
}
