namespace StreamingSse.Host.Learning;

/// <summary>What is to be predicted, from what, and how it is tested.</summary>
/// <param name="Inputs">Columns to predict from; empty means all that are of use.</param>
/// <param name="Anharmonic">Columns that the harmonic scheme goes without; empty means the known ones.</param>
internal sealed record ModelQuestion(
    IReadOnlyList<string> Targets, IReadOnlyList<string> Inputs, string? Group, IReadOnlyList<string> Anharmonic, string Scheme,
    int MostFolds, int MaxEpochs, int Seed, bool ScaleTarget)
{
    /// <summary>The descriptors that come from a trajectory (López et al. 2023, Table 1); Γ does not, it is a phonon calculation's.</summary>
    private static readonly string[] FromTrajectory =
    [
        "lindemann", "thetaD", "D", "msd",
        .. from name in new[] { "omega", "omega30", "eVib", "cV", "fVib", "sVib" } from part in new[] { "All", "Nd", "D" } select name + part,
    ];

    public bool IsAnharmonic(string column) => (Anharmonic.Count > 0 ? Anharmonic : FromTrajectory).Contains(column);
}
