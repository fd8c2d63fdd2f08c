using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Kernel.Materials;

/// <summary>What was read of a material, each part with its origin; a part that is null was not found, for the reason given.</summary>
public sealed record MaterialInputs(string Path)
{
    public Sourced<CrystalStructure>? Structure { get; init; }

    public Sourced<ElasticTensor>? Elastic { get; init; }

    public Sourced<BornCharges>? Born { get; init; }

    /// <summary>Ion-clamped ε∞: one third of the trace.</summary>
    public Sourced<double>? Epsilon { get; init; }

    public Sourced<ZoneCentreModes>? Modes { get; init; }

    public Sourced<double>? GapEv { get; init; }

    /// <summary>Formula units in the structure's own cell, as its file says.</summary>
    public Sourced<double>? FormulaUnits { get; init; }

    /// <summary>The formula unit, as said by hand.</summary>
    public Sourced<IReadOnlyDictionary<string, double>>? Formula { get; init; }

    public Sourced<double>? DensityGPerCm3 { get; init; }

    /// <summary>The ion that diffuses, as the user says.</summary>
    public Sourced<string>? Mobile { get; init; }

    /// <summary>Descriptors given by hand, which win over all else.</summary>
    public IReadOnlyDictionary<string, Sourced<double>> ByHand { get; init; } = new Dictionary<string, Sourced<double>>();

    /// <summary>Categories given by hand.</summary>
    public IReadOnlyDictionary<string, Sourced<string>> WordsByHand { get; init; } = new Dictionary<string, Sourced<string>>();

    /// <summary>Why a part is null, by the part's name, where more is known than that no file has it.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Inferred> Inferred { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];
}
