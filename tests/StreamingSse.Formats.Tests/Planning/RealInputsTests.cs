using StreamingSse.Formats.Planning;

namespace StreamingSse.Formats.Tests.Planning;

/// <summary>Inputs that engines were run with, and everything that is found in them.</summary>
public sealed class RealInputsTests
{
    [Theory]
    [InlineData("plans/in.caf2_nvt", "LAMMPS", 2, 1_000_000_000, 1500, 25, "")]
    [InlineData("plans/in.caf2_npt", "LAMMPS", 2, 1_000_000_000, 1500, 25, "look in.caf2_npt: dump d; WRONG in.caf2_npt: dump d")]
    [InlineData("plans/in.caf2_scaled", "LAMMPS", 2, 1_000_000_000, 1500, 25, "look in.caf2_scaled: dump d")]
    [InlineData("plans/caf2_npt.inp", "CP2K", 1, 100_000_000, 1500, 5, "")]
    [InlineData("plans/water_nvt.mdp", "GROMACS", 2, 0, 298.15, 25, "")]
    [InlineData("plans/water_npt.mdp", "GROMACS", 2, 0, 298.15, 10, "")]
    public void Of_the_repository(string path, string engine, double timestepFs, long steps, double temperatureK, long everySteps, string findings) =>
        Check(TestData.At(path.Split('/')), engine, timestepFs, steps, temperatureK, everySteps, findings);

    [DataTheory]
    [InlineData("engines/CP2K_CaF2_1500_fist/run.inp", "CP2K", 2, 5000, 1500, 4, "")]
    [InlineData("engines/CP2K_Li2O_xtb/run.inp", "CP2K", 2, 100_000_000, 1500, 1, "")]
    [InlineData("engines/SPCE_884_NVT/SPCE_884_NVT.mdp", "GROMACS", 2, 25_000, 298.15, 50, "")]
    [InlineData("engines/SPCE_fast_trr/SPCE_fast_trr.mdp", "GROMACS", 2, 1600, 298.15, 2, "")]
    [InlineData("engines/CaF2_1500/CaF2_1500.in", "LAMMPS", double.NaN, 0, double.NaN, 0,
        "look CaF2_1500.in; look CaF2_1500.in; look CaF2_1500.in: units; look CaF2_1500.in: run; look CaF2_1500.in: dump")]
    [InlineData("engines/Ar_Rahman_94K/Ar_Rahman_94K.in", "LAMMPS", double.NaN, 0, double.NaN, 0,
        "look Ar_Rahman_94K.in; look Ar_Rahman_94K.in: units; look Ar_Rahman_94K.in: run; look Ar_Rahman_94K.in: dump")]
    [InlineData("published/iondiff_tests/INCAR_both_ok/INCAR", "VASP", 1.5, 2_000_000, double.NaN, 10, "look INCAR: TEBEG")]
    [InlineData("published/iondiff_tests/INCAR_POTIM_missing/INCAR", "VASP", double.NaN, 2_000_000, double.NaN, 10, "WRONG INCAR: POTIM; look INCAR: TEBEG")]
    [InlineData("published/iondiff_tests/INCAR_NBLOCK_missing/INCAR", "VASP", 1.5, 2_000_000, double.NaN, 1, "look INCAR: TEBEG")]
    public void Of_the_reference_sets(string path, string engine, double timestepFs, long steps, double temperatureK, long everySteps, string findings) =>
        Check(SharedData.Path(path.Split('/')), engine, timestepFs, steps, temperatureK, everySteps, findings);

    // 0 steps: none known; every 0: no output known.
    private static void Check(string path, string engine, double timestepFs, long steps, double temperatureK, long everySteps, string findings)
    {
        PlannedRun run = PlannedRuns.Read(path);
        Assert.Equal((engine, timestepFs, steps == 0 ? null : (long?)steps, temperatureK), (run.Engine, run.TimestepFs, run.StepCount, run.TemperatureK));
        Assert.Equal(everySteps, run.Outputs.Select(output => output.EverySteps).DefaultIfEmpty().Min());
        Assert.Equal(findings, string.Join("; ", run.Findings.Select(finding => $"{(finding.IsError ? "WRONG" : "look")} {finding.What.Where}")));
    }
}
