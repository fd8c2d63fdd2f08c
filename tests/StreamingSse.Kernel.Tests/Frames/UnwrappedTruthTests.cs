using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Tests.Truth;

namespace StreamingSse.Kernel.Tests.Frames;

/// <summary>MSD of real runs, wrapped, against files made by numpy and checked against LAMMPS compute msd.</summary>
public sealed class UnwrappedTruthTests
{
    // The truth holds 6 digits; configurations hold 8 decimals of a 17 Å cell.
    [DataTheory]
    [InlineData("fixedcell", DriftMode.None, "raw")]
    [InlineData("fixedcell", DriftMode.All, "com_all")]
    [InlineData("variablecell", DriftMode.None, "raw")]
    [InlineData("variablecell", DriftMode.All, "com_all")]
    public void Wrapped_configurations_give_the_engines_MSD(string kind, DriftMode mode, string column)
    {
        string name = kind == "fixedcell" ? "XDATCAR_CaF2_1500_fixedcell" : "XDATCAR_CaF2_1550_variablecell";
        var file = new Xdatcar(SharedData.Path($"engines/converted/{name}.gz"), framePs: 0.1);
        var truth = new Csv(SharedData.Path($"engines/converted/{name}.truth_msd.csv"));
        var unwrapper = new Unwrapper(file.Atoms.AtomCount, UnwrapMode.ImageFlags);
        var drift = new DriftRemover(file.Atoms, mode, ["F"]);
        List<double[]> positions = [];
        foreach (Frame frame in file.Read(new FramePool(file.Atoms.AtomCount)))
        {
            using Frame held = frame;
            Assert.True(unwrapper.TryUnwrap(held, out string? refusal), refusal);
            drift.Remove(held.PositionsA);
            positions.Add(held.PositionsA.ToArray());
        }
        double[] expected = truth[$"msd_F_{column}_A2"], found = BruteForce.Msd(file.Atoms, specie: 1, positions).TotalA2();
        for (int lag = 1; lag < expected.Length; lag++) Assert.Equal(1, found[lag] / expected[lag], tolerance: 1e-5);
    }
}
