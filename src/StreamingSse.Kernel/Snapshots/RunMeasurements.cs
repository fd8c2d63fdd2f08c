using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>What the accumulators read out at one frame: the raw matter of a <see cref="RunSnapshot"/>.</summary>
/// <param name="MsdFrameCount">The n of the paper's eq 4: frames of the longest block with positions.</param>
/// <param name="Msd">One curve per specie, in the order of the atom table; empty where frames have no positions.</param>
/// <param name="Vacf">One curve per specie; empty where there are no velocities.</param>
/// <param name="KineticK">Mean temperature per specie, K, in the order of the atom table; NaN where it is not known.</param>
/// <param name="NonMobile">Of the atoms that are not mobile.</param>
/// <param name="VelocitiesFromFile">False where they are finite differences of positions.</param>
public sealed record RunMeasurements(
    long MsdFrameCount,
    IReadOnlyList<MsdCurve> Msd,
    IReadOnlyList<VacfCurve> Vacf,
    IReadOnlyList<double> KineticK,
    double KineticAllK,
    SiteSpreadReading NonMobile,
    IReadOnlyList<WindowRow> Windows,
    DriftMode DriftUsed,
    string? DriftNote,
    bool VelocitiesFromFile);
