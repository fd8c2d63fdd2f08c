namespace StreamingSse.Kernel.Frames;

/// <summary>The atoms of a run: a specie and a mass for each, in the order of every <see cref="Frame"/>.</summary>
/// <remarks>Immutable. The order is that of the atoms' ids where the format has ids, else that of the file.</remarks>
public sealed class AtomTable
{
    private readonly int[] _specieOfAtom;
    private readonly int[][] _atomsOfSpecie;

    /// <param name="specieOfAtom">The specie's name for each atom, length atomCount.</param>
    /// <param name="massAmuOfSpecie">Mass per specie, amu; NaN where it is not known.</param>
    public AtomTable(IReadOnlyList<string> specieOfAtom, IReadOnlyDictionary<string, double> massAmuOfSpecie)
    {
        if (specieOfAtom.Count == 0) throw new ArgumentException("expected at least one atom, got none", nameof(specieOfAtom));
        SpecieNames = [.. specieOfAtom.Distinct()];
        _specieOfAtom = [.. specieOfAtom.Select(name => SpecieNames.IndexOf(name))];
        _atomsOfSpecie = [.. SpecieNames.Select((_, s) => Enumerable.Range(0, _specieOfAtom.Length).Where(i => _specieOfAtom[i] == s).ToArray())];
        SpecieMassesAmu = [.. SpecieNames.Select(name => massAmuOfSpecie.TryGetValue(name, out double mass) ? mass : double.NaN)];
        MassesAmu = [.. _specieOfAtom.Select(s => SpecieMassesAmu[s])];
    }

    public int AtomCount => _specieOfAtom.Length;

    /// <summary>Species in order of first appearance.</summary>
    public List<string> SpecieNames { get; }

    /// <summary>Mass of each specie, amu; NaN where it is not known.</summary>
    public IReadOnlyList<double> SpecieMassesAmu { get; }

    /// <summary>Mass of each atom, amu, length atomCount.</summary>
    public double[] MassesAmu { get; }

    /// <summary>Index into <see cref="SpecieNames"/> for each atom.</summary>
    public ReadOnlySpan<int> SpecieOfAtom => _specieOfAtom;

    /// <summary>The atoms of one specie, ascending.</summary>
    public ReadOnlySpan<int> AtomsOf(int specie) => _atomsOfSpecie[specie];

    /// <summary>The atoms of one specie by name, ascending; empty where there is no such specie.</summary>
    public ReadOnlySpan<int> AtomsOf(string specie) =>
        SpecieNames.IndexOf(specie) is var s and >= 0 ? _atomsOfSpecie[s] : [];
}
