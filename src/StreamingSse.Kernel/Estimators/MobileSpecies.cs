using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Estimators;

/// <summary>Which specie diffuses, where nobody said.</summary>
/// <param name="Names">Empty where it cannot be told.</param>
/// <param name="Rivals">Species present that may be the mobile one instead: worth a question, or a warning.</param>
/// <param name="Reason">How it was chosen, or why not, in words.</param>
public sealed record MobileSpecies(IReadOnlyList<string> Names, IReadOnlyList<string> Rivals, string Reason)
{
    /// <summary>The paper's families in its order: the first one present is taken.</summary>
    public static IReadOnlyList<string> Families { get; } = ["Li", "Na", "Ag", "Cu", "Cl", "I", "Br", "F", "O"];

    /// <summary>Other ions that are known to diffuse in solids.</summary>
    public static IReadOnlyList<string> OtherCarriers { get; } = ["H", "K", "Rb", "Mg", "Ca", "Zn", "Al"];

    /// <summary>Species that the user named: no rivals, no question.</summary>
    public static MobileSpecies Named(params IReadOnlyList<string> names) => new(names, [], "named");

    public bool Contains(string specie) => Names.Contains(specie);

    /// <summary>The ions that diffuse, ascending; empty where <see cref="Names"/> is.</summary>
    public int[] IonsOf(AtomTable atoms) => Atoms(atoms, mobile: true);

    /// <summary>All other atoms, ascending; empty where <see cref="Names"/> is, as then no group can be told.</summary>
    public int[] FrameworkOf(AtomTable atoms) => Names.Count == 0 ? [] : Atoms(atoms, mobile: false);

    private int[] Atoms(AtomTable atoms, bool mobile) =>
        [.. Enumerable.Range(0, atoms.AtomCount).Where(i => Contains(atoms.SpecieNames[atoms.SpecieOfAtom[i]]) == mobile)];

    public static MobileSpecies Infer(AtomTable atoms)
    {
        string[] rivals = [.. OtherCarriers.Where(atoms.SpecieNames.Contains)];
        if (Families.FirstOrDefault(atoms.SpecieNames.Contains) is { } first)
            return new([first], rivals, $"the first present of {string.Join(", ", Families)}");
        if (atoms.SpecieNames.Count == 1) return new([atoms.SpecieNames[0]], [], "the only specie");
        return new([], rivals, $"none of {string.Join(", ", Families)} is present");
    }
}
