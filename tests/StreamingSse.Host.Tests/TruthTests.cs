using System.Text.Json;

namespace StreamingSse.Host.Tests;

/// <summary>
/// <c>sse analyze --json</c> against the truth tables beside real LAMMPS and CP2K runs: numpy's windowed MSD over all origins, its VACF and
/// VDOS, and a straight line over the stated range of lags. Tolerances are those of the tables' last printed digit.
/// </summary>
public class TruthTests
{
    public static TheoryData<string, string, string, string> MsdCases()
    {
        // set, file, drift (column of the table), further arguments
        var cases = new TheoryData<string, string, string, string>();
        foreach (string drift in new[] { "none", "all", "framework" })
        {
            cases.Add("AgI_500_drift", "AgI_500_drift.dump.gz", drift, "--specie Ag");
            cases.Add("AgI_600", "AgI_600.dump.gz", drift, "--specie Ag");
            cases.Add("AgI_700", "AgI_700.lammpstrj.gz", drift, "--specie Ag");
            cases.Add("CaF2_1300", "CaF2_1300.dump.gz", drift, "--specie F");
            cases.Add("CaF2_1400", "CaF2_1400.dump.gz", drift, "--specie F");
            cases.Add("CaF2_1450_tric", "CaF2_1450_tric.dump.gz", drift, "--specie F");
            cases.Add("CaF2_1500", "CaF2_1500.dump.gz", drift, "--specie F");
            cases.Add("CaF2_1550_npt", "CaF2_1550_npt.dump.gz", drift, "--specie F --unwrap image-flags");
            cases.Add("CaF2_1600", "CaF2_1600.dump.gz", drift, "--specie F");
            cases.Add("Li2O_1350", "Li2O_1350.dump.gz", drift, "--specie Li");
        }

        foreach (string drift in new[] { "none", "all" })
        {
            cases.Add("Ar_Rahman_94K", "Ar_Rahman_94K.dump.gz", drift, "--specie 1 --species 1=1");
            cases.Add("CP2K_CaF2_1500_fist", "", drift, "--specie F --from-ps 0.639");
            cases.Add("CP2K_Li2O_xtb", "", drift, "--specie Li --from-ps 0.0239");
        }

        return cases;
    }

    [DataTheory]
    [MemberData(nameof(MsdCases))]
    public async Task MSD_at_every_lag_and_D_over_the_stated_range_equal_the_truth_file(string set, string file, string drift, string arguments)
    {
        JsonElement truth = Truth(set);
        double[] fitPs = truth.At("fit_ps").Doubles();
        string column = drift switch { "none" => "raw", "all" => "com_all", _ => "com_framework" };

        JsonElement summary = await Sse.SummaryAsync([SharedData.Path("engines", set, file), "--drift", drift, "--fit-ps", $"{fitPs[0]}:{fitPs[1]}", .. arguments.Split(' ')]);

        TruthTable table = TruthTable.Read(SharedData.Path("engines", set, $"{set}.truth_msd.csv"));
        string mobile = summary.At("mobile", "specie").GetString()!;
        foreach (string specie in table.Columns.Where(name => name.StartsWith("msd_", StringComparison.Ordinal) && name.EndsWith(column, StringComparison.Ordinal)).Select(name => name.Split('_')[1]))
        {
            if (drift == "framework" && specie != mobile) continue; // the tables leave the framework's own motion about itself out
            double[] msdA2 = summary.At("species", specie, "msdA2", "total").Doubles();
            table.AssertEqual($"msd_{specie}_{column}", msdA2, relative: 1e-5, skipLagZero: true);
        }

        if (truth.TryGetProperty($"D_{mobile}_{column}_A2_per_ps", out JsonElement d))
            Assert.Equal(d.GetDouble(), summary.At("mobile", "fit", "dA2PerPs").GetDouble(), 1e-4 * Math.Abs(d.GetDouble()));
    }

    public static TheoryData<string, string, string, string> ConvertedCases() => new()
    {
        { "XDATCAR_CaF2_1500_fixedcell", "100", "none", "" },
        { "XDATCAR_CaF2_1500_fixedcell", "100", "all", "" },
        { "XDATCAR_CaF2_1550_variablecell", "100", "none", "--unwrap image-flags" },
        { "XDATCAR_CaF2_1550_variablecell", "100", "all", "--unwrap image-flags" },
        { "XDATCAR_CaF2_1500_concatenated", "100", "none", "" },
        { "XDATCAR_CaF2_1500_concatenated", "100", "all", "" },
    };

    [DataTheory]
    [MemberData(nameof(ConvertedCases))]
    public async Task XDATCAR_with_fixed_varying_and_repeated_headers_equals_the_truth_file(string name, string frameFs, string drift, string arguments)
    {
        JsonElement truth = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Path("engines", "converted", "XDATCAR.truth.json"))).RootElement.At(name);
        double[] fitPs = truth.At("fit_ps").Doubles();
        string column = drift == "none" ? "raw" : "com_all";

        JsonElement summary = await Sse.SummaryAsync([SharedData.Path("engines", "converted", $"{name}.gz"), "--specie", "F", "--frame-fs", frameFs, "--drift", drift,
            "--fit-ps", $"{fitPs[0]}:{fitPs[1]}", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(truth.At("frames").GetInt32(), summary.At("run", "frameCount").GetInt32());
        TruthTable.Read(SharedData.Path("engines", "converted", $"{name}.truth_msd.csv"))
            .AssertEqual($"msd_F_{column}_A2", summary.At("species", "F", "msdA2", "total").Doubles(), relative: 1e-5, skipLagZero: true);
        double d = truth.At($"D_F_{column}_A2_per_ps").GetDouble();
        Assert.Equal(d, summary.At("mobile", "fit", "dA2PerPs").GetDouble(), 1e-4 * d);
    }

    public static TheoryData<string, string, string> SpectrumCases() => new()
    {
        { "CaF2_1500", "CaF2_1500.fast.dump.gz", "" },
        { "Ar_Rahman_94K", "Ar_Rahman_94K.fast.dump.gz", "--species 1=1 --specie 1" },
        { "CP2K_CaF2_1500_fist", "", "--from-ps 0.639" },
        { "CP2K_Li2O_xtb", "", "--from-ps 0.0239" },
        { "SPCE_fast_trr", "SPCE_fast_trr.trr", "--specie OW --species HW1=HW,HW2=HW" },
    };

    [DataTheory]
    [MemberData(nameof(SpectrumCases))]
    public async Task VACF_and_VDOS_from_the_files_velocities_equal_the_truth_file(string set, string file, string arguments)
    {
        JsonElement summary = await Sse.SummaryAsync([SharedData.Path("engines", set, file), "--vdos", "standard", "--drift", "none", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        TruthTable vacf = TruthTable.Read(SharedData.Path("engines", set, $"{set}.truth_vacf.csv"));
        TruthTable vdos = TruthTable.Read(SharedData.Path("engines", set, $"{set}.truth_vdos.csv"));
        foreach (string column in vacf.Columns.Where(name => name.StartsWith("vacf_", StringComparison.Ordinal)))
        {
            string specie = column.Split('_')[1];
            double unit = column.EndsWith("nm2ps2", StringComparison.Ordinal) ? 100 : 1; // Å²/ps²
            vacf.AssertEqual(column, [.. summary.At("species", specie, "vacf", "a2PerPs2").Doubles().Select(c => c / unit)], relative: 0, absolute: 1e-5 * vacf[column][0]);

            double[] thz = summary.At("species", specie, "vdos", "thz").Doubles();
            double[] perThz = summary.At("species", specie, "vdos", "perThz").Doubles();
            double[] expected = vdos[vdos.Columns.Single(name => name.StartsWith($"vdos_{specie}", StringComparison.Ordinal))];
            double peak = expected.Max();
            int asked = 0, compared = 0;
            foreach ((double frequencyThz, double g) in vdos["freq_THz"].Zip(expected))
            {
                if (frequencyThz > thz[^1]) break; // beyond the Nyquist frequency the table repeats itself
                asked++;
                int at = Array.FindIndex(thz, f => Math.Abs(f - frequencyThz) < 1e-6);
                if (at < 0) continue; // a table of other frequencies shares every second one
                Assert.Equal(g, perThz[at] / 6, 1e-4 * peak); // the tables' integral is ½ per component, ours 3 per atom
                compared++;
            }
            Assert.True(compared >= asked / 2, $"{specie}: {compared} of {asked} frequencies are there");
        }
    }

    private static JsonElement Truth(string set) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("engines", set, $"{set}.truth.json"))).RootElement;
}
