using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Statistics;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Table;

/// <summary>A row of the living table with what is stored beside it.</summary>
/// <param name="Stamp">Of the state it was made from.</param>
/// <param name="Fingerprint">Of the run's files when its reader had ended; empty while it goes on.</param>
/// <param name="Origins">Where each descriptor comes from, or why it is missing.</param>
public sealed record TableRow(FleetRow Row, StateStamp Stamp, string Fingerprint, IReadOnlyList<DescriptorOrigin> Origins)
{
    private static readonly int DPlace = DescriptorColumn.IndexOf("D");

    public static TableRow Of(RunState state)
    {
        double[] values = Empty(), errors = Empty();
        List<DescriptorOrigin> origins = [];
        foreach (DescriptorValue descriptor in state.Snapshot.Descriptors)
        {
            if (DescriptorColumn.IndexOf(descriptor.Name) is not (>= 0 and var place)) continue;
            (values[place], errors[place]) = (descriptor.Value, descriptor.Error);
            origins.Add(new DescriptorOrigin(descriptor.Name, descriptor.From, null));
        }
        foreach ((string name, string reason) in state.Snapshot.Missing) origins.Add(new DescriptorOrigin(name, "", reason));
        if (state.Diffusion is { IsQuotable: true } known) errors[DPlace] = known.D.HalfWidth / Normal.Z975;
        string? system = state.Categories.FirstOrDefault(category => category.Name == MaterialDescriptors.CrystalSystem)?.Value;
        var row = new FleetRow(state.Run, state.Name, RowOrigin.Run, state.Label, state.Progress, state.Diffusion, values, errors, system);
        return new TableRow(row, state.Stamp, state.Fingerprint, origins);
    }

    internal static double[] Empty()
    {
        double[] values = new double[DescriptorColumn.Count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
