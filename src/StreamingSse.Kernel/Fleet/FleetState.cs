using StreamingSse.Kernel.Arrhenius;

namespace StreamingSse.Kernel.Fleet;

/// <summary>The newest of everything that is known of a fleet of runs: what views render, whole and immutable.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Rows">In the order of their names; references after the runs.</param>
/// <param name="Pooled">Replicas together, by material, composition, temperature and specie.</param>
/// <param name="Models">Null before the first training.</param>
/// <param name="Advice">What to do next, the most useful first.</param>
/// <param name="Notes">What was wrong and what was done about it, newest last.</param>
public sealed record FleetState(
    long Version, IReadOnlyList<FleetRow> Rows, IReadOnlyList<PooledVerdict> Pooled, IReadOnlyList<ViewCorrelations> Views,
    FleetModels? Models, IReadOnlyList<MaterialArrhenius> Arrhenius, IReadOnlyList<Advice> Advice, IReadOnlyList<string> Notes)
{
    public static FleetState Empty { get; } = new(0, [], [], [], null, [], [], []);

    /// <summary>True while a training is going on.</summary>
    public bool IsTraining { get; init; }
}
