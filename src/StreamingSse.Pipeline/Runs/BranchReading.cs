using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What one branch has to say after the first <c>FrameCount</c> frames of a generation.</summary>
public abstract record BranchReading(int Generation, long FrameCount)
{
    /// <param name="BlockFrameCount">Frames of the longest uninterrupted block, the n of the paper's range of lags.</param>
    /// <param name="Lags">Which lags average over all origins, in words.</param>
    /// <param name="IsExact">False where memory forced longer lags onto fewer origins.</param>
    public sealed record Displacements(
        int Generation, long FrameCount, IReadOnlyList<MsdCurve> Msd, long BlockFrameCount, string Lags, bool IsExact, long MemoryBytes)
        : BranchReading(Generation, FrameCount);

    /// <param name="FromFile">False where the velocities are differences of positions.</param>
    /// <param name="GivenUp">What memory did not allow, in words; null where nothing is missing.</param>
    public sealed record Velocities(int Generation, long FrameCount, IReadOnlyList<VacfCurve> Vacf, bool FromFile, string? GivenUp)
        : BranchReading(Generation, FrameCount);

    /// <param name="KineticK">Per specie, in the order of the atom table, K; NaN where there are no velocities.</param>
    /// <param name="FramePs">Spacing of frames, ps.</param>
    /// <param name="Segments">The files of the chain up to the one of the last frame.</param>
    public sealed record Motion(
        int Generation, long FrameCount, double FirstPs, double LastPs, double FramePs, IReadOnlyList<string> Segments, IReadOnlyList<double> KineticK, double KineticAllK,
        SiteSpreadReading Sites, IReadOnlyList<WindowRow> Windows) : BranchReading(Generation, FrameCount);

    /// <param name="Verdict">Null before two frames with positions, and where no specie is mobile.</param>
    public sealed record Diffusivities(int Generation, long FrameCount, DiffusionVerdict? Verdict) : BranchReading(Generation, FrameCount);
}
