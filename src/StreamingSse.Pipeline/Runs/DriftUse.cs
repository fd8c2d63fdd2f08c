using StreamingSse.Kernel.Frames;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What drift is taken out, and why that differs from what was asked for where it does.</summary>
internal sealed record DriftUse(DriftMode Used, string? Note)
{
    public static DriftUse Of(RunSetup setup)
    {
        var remover = new DriftRemover(setup.Plan.Atoms, setup.Analysis.Drift, [.. setup.Analysis.Mobile.Names]);
        return new DriftUse(remover.Used, remover.Note);
    }
}
