namespace StreamingSse.Formats.Discovery;

/// <summary>Chooses the species whose diffusion is asked for.</summary>
internal static class MobileSpecie
{
    private static readonly string[] Families = ["Li", "Na", "Ag", "Cu", "Cl", "I", "Br", "F", "O"];
    private static readonly string[] OtherCandidates = ["H", "K", "Rb", "Mg", "Ca", "Zn", "Al"];

    /// <returns>The species; empty where none can be chosen.</returns>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> present, IReadOnlyList<string> stated, string path, EngineFacts facts)
    {
        foreach (string specie in stated)
            if (!present.Contains(specie))
                throw new BadInputException($"{path} --specie {specie}", $"one of {string.Join(", ", present)}", "a specie that is not in the run");
        if (stated.Count > 0) return stated;
        string? chosen = Array.Find(Families, present.Contains) ?? (present.Count == 1 ? present[0] : null);
        if (chosen is null) return [];
        facts.Note("mobile specie", chosen, present.Count == 1 ? "the only specie" : $"the first present of {string.Join(", ", Families)}");
        string[] others = [.. OtherCandidates.Where(present.Contains)];
        if (others.Length > 0)
            facts.Warnings.Add($"{string.Join(" and ", others)} may be mobile as well as {chosen}; "
                + $"name what is meant: --specie {chosen} or --specie {others[0]}");
        return [chosen];
    }
}
