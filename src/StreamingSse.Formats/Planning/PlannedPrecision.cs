namespace StreamingSse.Formats.Planning;

/// <summary>How well a guessed D will be known at the end of a planned run.</summary>
/// <param name="Specie">Null where the number of ions was given without one.</param>
/// <param name="RelativeHalfWidth">Half of the expected 95 % interval, in parts of D; NaN where the run has no planned end.</param>
/// <param name="NeededPs">Simulated time that the verdict needs to test for memory, ps.</param>
public sealed record PlannedPrecision(double DA2PerPs, string? Specie, int IonCount, double RelativeHalfWidth, double NeededPs)
{
    private static readonly string[] Mobile = ["Li", "Na", "Ag", "Cu"];

    /// <param name="specie">Null: the one that is usually mobile, where there is one.</param>
    /// <param name="ionCount">Null: counted in the structure beside the input.</param>
    public static PlannedPrecision Of(PlannedRun run, double dA2PerPs, string? specie, int? ionCount)
    {
        string? chosen = specie ?? (ionCount is null ? Array.Find(Mobile, run.IonsOfSpecie.ContainsKey) : null);
        if (ionCount is null && chosen is null)
            throw new BadInputException(run.Files[0], "--specie X or --ions N beside --guess-d", run.IonsOfSpecie.Count == 0 ? "no structure beside the input that names its atoms" : $"atoms of {string.Join(", ", run.IonsOfSpecie.Keys)}");
        int count = ionCount ?? (run.IonsOfSpecie.TryGetValue(chosen!, out int known) ? known
            : throw new BadInputException($"{run.Files[0]} --specie {chosen}", run.IonsOfSpecie.Count == 0 ? "--ions N: no structure beside the input names its atoms" : $"one of {string.Join(", ", run.IonsOfSpecie.Keys)}", "none of it"));
        double lengthPs = PlanAssessment.Of(run)?.LengthPs ?? double.NaN;
        return new PlannedPrecision(dA2PerPs, chosen, count, PlanAssessment.ExpectedRelative(dA2PerPs, count, lengthPs), PlanAssessment.NeededPs(dA2PerPs));
    }
}
