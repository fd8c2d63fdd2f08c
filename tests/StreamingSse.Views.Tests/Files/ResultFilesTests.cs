using System.Globalization;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Tests.Files;

public sealed class ResultFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunSnapshot _snapshot = SyntheticRun.Snapshot(201);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_paths_written_are_returned_and_are_all_that_is_there()
    {
        IReadOnlyList<string> written = ResultFiles.WriteAll(_snapshot, _folder.Path, SyntheticRun.History(), xvg: true);
        Assert.Equal(Directory.GetFiles(_folder.Path).Order(), written.Order());
        Assert.Equal(
            "d_vs_time.csv descriptors.csv msd_Cl.csv msd_Cl.xvg msd_Li.csv msd_Li.xvg msd_P.csv msd_P.xvg msd_S.csv msd_S.xvg "
            + "summary.json vacf.csv vacf.xvg vdos.csv vdos.xvg windows.csv",
            string.Join(' ', written.Select(Path.GetFileName).Order()));
    }

    [Fact]
    public void What_was_never_computed_has_no_file()
    {
        RunSnapshot bare = _snapshot with { Groups = [], Species = [_snapshot.Species[0] with { Spectrum = null }] };
        IEnumerable<string?> written = ResultFiles.WriteAll(bare, _folder.Path).Select(Path.GetFileName);
        Assert.Equal(["descriptors.csv", "msd_Li.csv", "summary.json", "windows.csv"], written.Order());
    }

    [Fact]
    public void Every_number_of_the_tables_reads_back_to_the_last_bit()
    {
        ResultFiles.WriteAll(_snapshot, _folder.Path, SyntheticRun.History());

        SpecieCurves li = _snapshot.Species[0];
        double[][] msd = Columns("msd_Li.csv");
        Assert.Equal([li.MsdLagPs, li.MsdTotalA2, li.MsdXA2, li.MsdYA2, li.MsdZA2, li.CollectiveMsdA2], msd);

        Spectrum[] spectra = [.. _snapshot.Groups.Select(group => group.Spectrum), .. _snapshot.Species.Select(curves => curves.Spectrum!)];
        Assert.Equal([spectra[0].VacfLagPs, .. spectra.Select(s => s.VacfA2PerPs2)], Columns("vacf.csv"));
        double[][] vdos = Columns("vdos.csv");
        Assert.Equal([spectra[0].FrequencyThz, .. spectra.Select(s => s.GPerThz)], [vdos[0], .. vdos[2..]]);
        Assert.Equal(4.135667696, vdos[1][^1] / vdos[0][^1], tolerance: 1e-12); // h in meV/THz, CODATA

        Assert.Equal(_snapshot.Windows.Select(w => w.SlopeA2PerPs), Columns("windows.csv")[2]);
        double[][] d = Columns("d_vs_time.csv");
        Assert.Equal(SyntheticRun.History().Select(p => p.FitDA2PerPs), d[3]);
        Assert.All(d[1].Zip(d[2]), pair => Assert.Equal(1e-4, pair.Second / pair.First, tolerance: 1e-16)); // 1 Å²/ps = 1e-4 cm²/s
    }

    [Fact]
    public void Descriptors_have_a_row_each_also_the_missing_ones_and_texts_with_commas_stay_whole()
    {
        ResultFiles.WriteAll(_snapshot, _folder.Path);
        string[] lines = File.ReadAllLines(_folder["descriptors.csv"]);
        Assert.Equal(1 + _snapshot.Descriptors.Count + _snapshot.Missing.Count, lines.Length);
        Assert.Contains("lindemann,0.1123,,0.0012,\"computed, 0–400 ps\",", lines);
        Assert.Contains("gammaOptical,,,,,needs phonons (DFT)", lines);
    }

    [Fact]
    public void Curves_with_other_lags_stand_in_their_own_rows()
    {
        var shorter = new Spectrum([0, 0.03], [9, 8], [0, 1], [0.1, 0.2]);
        ResultFiles.WriteAll(_snapshot with { Groups = [new("all", 1, shorter)], Species = [_snapshot.Species[0]] }, _folder.Path);
        Assert.Equal(
            ["lag_ps,vacf_all_A2_per_ps2,vacf_Li_A2_per_ps2", "0,9,40"], File.ReadLines(_folder["vacf.csv"]).Take(2));
        Assert.Contains("0.03,8,", File.ReadLines(_folder["vacf.csv"]));
    }

    [Fact]
    public void The_tables_are_the_same_in_every_language()
    {
        ResultFiles.WriteAll(_snapshot, _folder["here"], SyntheticRun.History(), xvg: true);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = SummaryJsonTests.CommaCulture();
            ResultFiles.WriteAll(_snapshot, _folder["there"], SyntheticRun.History(), xvg: true);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        foreach (string path in Directory.GetFiles(_folder["here"]))
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(_folder["there/" + Path.GetFileName(path)]));
    }

    // The header lines are those of gmx msd 2022.5; 1 nm² = 100 Å².
    [Fact]
    public void An_xvg_has_the_form_and_the_units_of_GROMACS()
    {
        ResultFiles.WriteAll(_snapshot, _folder.Path, xvg: true);
        string[] lines = File.ReadAllLines(_folder["msd_Li.xvg"]);
        Assert.Contains("@    title \"Mean Squared Displacement\"", lines);
        Assert.Contains("@    xaxis  label \"tau (ps)\"", lines);
        Assert.Contains(@"@    yaxis  label ""MSD (nm\\S2\\N)""", lines);
        Assert.Contains("@TYPE xy", lines);
        Assert.Contains("@ s0 legend \"D[Li] = 0.3210 (1e-5 cm^2/s)\"", lines); // 0.0321 Å²/ps = 3.21e-6 cm²/s

        double[][] rows = [.. lines.Where(line => line[0] is not ('@' or '#')).Select(line => line.Split(' ').Select(Number).ToArray())];
        Assert.Equal(_snapshot.Species[0].MsdLagPs, rows.Select(row => row[0]));
        foreach ((double[] row, double a2) in rows.Zip(_snapshot.Species[0].MsdTotalA2))
            Assert.Equal(a2, 100 * row[1], tolerance: 1e-12 * (1 + a2));
    }

    [Fact]
    public void A_specie_named_like_a_path_stays_in_the_folder()
    {
        RunSnapshot odd = _snapshot with { Species = [_snapshot.Species[0] with { Specie = "../Li*" }] };
        Assert.Contains(_folder["msd_.._Li_.csv"], ResultFiles.WriteAll(odd, _folder.Path));
    }

    private double[][] Columns(string file)
    {
        double[][] rows = [.. File.ReadLines(_folder[file]).Skip(1).Select(line => line.Split(',').Select(Number).ToArray())];
        return [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Select(row => row[c]).ToArray())];
    }

    private static double Number(string field) => field.Length == 0 ? double.NaN : double.Parse(field, CultureInfo.InvariantCulture);
}
