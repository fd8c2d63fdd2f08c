using StreamingSse.Kernel.Models;

namespace StreamingSse.Views.Learning;

/// <summary>One model of one target.</summary>
/// <param name="Scheme">anharmonic: with all inputs; harmonic: without those that molecular dynamics alone gives.</param>
/// <param name="Kind">mlp or kernel-ridge.</param>
public sealed record ModelReport(string Target, string Scheme, string Kind, int InputCount, int FoldCount, Validation Validation)
{
    public string KindInWords => Kind == "mlp" ? "neural network" : "kernel ridge";
}
