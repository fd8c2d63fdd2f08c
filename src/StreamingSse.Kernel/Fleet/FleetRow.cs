namespace StreamingSse.Kernel.Fleet;

/// <summary>One row of the living table: the newest of one run.</summary>
/// <param name="Run">Unique: the full path of the run, or the file and row of a reference.</param>
/// <param name="Name">Short, for people.</param>
/// <param name="Values">In the order of <see cref="DescriptorColumn.All"/>; NaN is missing.</param>
/// <param name="Errors">One standard error of each value in the same unit; NaN where none can be stood behind.</param>
/// <param name="CrystalSystem">Null where it is not known.</param>
public sealed record FleetRow(
    string Run, string Name, RowOrigin Origin, RunLabel Label, RunProgress Progress, RunDiffusion Diffusion,
    double[] Values, double[] Errors, string? CrystalSystem)
{
    public double this[string descriptor] => Values[DescriptorColumn.IndexOf(descriptor)];
}
