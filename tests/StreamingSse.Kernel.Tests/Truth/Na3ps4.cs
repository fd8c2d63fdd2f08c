using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Truth;

/// <summary>The published Na₃PS₄ trajectory, 800 K, 100 configurations 20 fs apart, led through unwrapping, velocities and drift.</summary>
internal sealed class Na3ps4
{
    public const double FramePs = 0.02;

    /// <param name="masses">False: as if no mass were known.</param>
    public Na3ps4(DriftMode mode, bool masses = true)
    {
        var file = new Xdatcar(SharedData.Path("published/na3ps4_pmg/cNa3PS4_800K.XDATCAR"), FramePs);
        Atoms = masses ? file.Atoms
            : new AtomTable([.. file.Atoms.SpecieOfAtom.ToArray().Select(s => file.Atoms.SpecieNames[s])], new Dictionary<string, double>());
        Cell = file.Frames[0].Cell;
        Kinetic = new KineticTemperature(Atoms);
        var unwrapper = new Unwrapper(Atoms.AtomCount);
        var finiteDifferences = new FiniteDifferenceVelocities(Atoms.AtomCount);
        var drift = new DriftRemover(Atoms, mode, ["Na"]);
        foreach (Frame frame in file.Read(new FramePool(Atoms.AtomCount)))
        {
            using Frame held = frame;
            Assert.True(unwrapper.TryUnwrap(held, out string? refusal), refusal);
            if (finiteDifferences.Fill(held))
            {
                Kinetic.Add(held.VelocitiesAPerPs);
                VelocitiesAPerPs.Add(held.VelocitiesAPerPs.ToArray());
            }
            drift.Remove(held.PositionsA);
            PositionsA.Add(held.PositionsA.ToArray());
        }
    }

    public AtomTable Atoms { get; }

    public Cell Cell { get; }

    public KineticTemperature Kinetic { get; }

    public List<double[]> PositionsA { get; } = [];

    public List<double[]> VelocitiesAPerPs { get; } = [];
}
