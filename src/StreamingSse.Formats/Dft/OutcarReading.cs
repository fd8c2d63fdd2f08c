using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>What an OUTCAR says of a material's response; a part that is null is not in it, or not usable for the reason given.</summary>
/// <param name="Ibrion">What the job did: 0 molecular dynamics, 1 to 3 relaxation, 5 to 8 phonons; null where it is not said.</param>
public sealed record OutcarReading(int? Ibrion)
{
    /// <summary>With its origin: total, or ion-clamped where no more is there.</summary>
    public Sourced<ElasticTensor>? Elastic { get; init; }

    public BornCharges? Born { get; init; }

    /// <summary>Ion-clamped dielectric tensor, shape [3, 3].</summary>
    public double[]? Dielectric { get; init; }

    public ZoneCentreModes? Modes { get; init; }

    public Sourced<double>? GapEv { get; init; }

    /// <summary>Why a part is null, by name: elastic, born, epsilon, modes, gap.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>Blocks that are broken off or garbled; the rest was read.</summary>
    public IReadOnlyList<string> Rejected { get; init; } = [];
}
