using StreamingSse.Kernel;
using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>The elastic moduli of an OUTCAR: kBar, in the order XX YY ZZ XY YZ ZX, put into GPa and Voigt's order.</summary>
internal sealed class OutcarElastic
{
    private const int Size = 6;

    private static readonly int[] PlaceOfVoigt = [0, 1, 2, 4, 5, 3];   // xx yy zz yz xz xy among VASP's
    private readonly Dictionary<string, double[]> _tensors = [];

    /// <returns>True where the line was the heading of moduli, which were then read.</returns>
    public bool TryRead(OutcarLines lines)
    {
        string heading = lines.Current.Trim();
        if (!heading.EndsWith("(kBar)", StringComparison.Ordinal) || !heading.Contains("ELASTIC MODULI", StringComparison.Ordinal)) return false;
        lines.Skip(2); // directions, and a rule
        double[] rows = new double[Size * Size];
        for (int i = 0; i < Size; i++) lines.NextNumbers(Size, "six elastic moduli", skip: 1).CopyTo(rows, i * Size);
        double[] stiffnessGpa = new double[Size * Size];
        for (int at = 0; at < stiffnessGpa.Length; at++) stiffnessGpa[at] = rows[PlaceOfVoigt[at / Size] * Size + PlaceOfVoigt[at % Size]] / Units.KbarPerGpa;
        _tensors[heading[..heading.IndexOf(" (kBar)", StringComparison.Ordinal)]] = stiffnessGpa;
        return true;
    }

    /// <summary>The total where it is there, else the ion-clamped moduli.</summary>
    public Sourced<ElasticTensor>? Take(out string? reason)
    {
        foreach ((string name, string words) in new[] { ("TOTAL ELASTIC MODULI", "total elastic moduli"), ("SYMMETRIZED ELASTIC MODULI", "elastic moduli with clamped ions: there are no total ones"), ("ELASTIC MODULI", "elastic moduli with clamped ions: there are no total ones") })
        {
            if (!_tensors.TryGetValue(name, out double[]? stiffnessGpa)) continue;
            reason = ElasticTensor.Refusal(stiffnessGpa);
            return reason is null ? new(new ElasticTensor(stiffnessGpa), words) : null;
        }
        reason = _tensors.Count > 0 ? "it has the ionic contribution to the elastic moduli only: IBRION = 6 with ISIF = 3 gives the total" : "no elastic moduli (IBRION = 6 with ISIF = 3 gives them)";
        return null;
    }
}
