using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Planning;

/// <summary>Counts the ions of each specie in the structure that a run starts from.</summary>
internal static class StructureBeside
{
    /// <returns>Empty where the file is not there or names no atoms.</returns>
    public static IReadOnlyDictionary<string, int> Species(string? path, EngineFacts? facts = null)
    {
        if (path is null || !File.Exists(path)) return new Dictionary<string, int>();
        try
        {
            TopologyFile topology = TopologyFile.Read(path);
            EngineFacts known = facts ?? new EngineFacts();
            known.TakeNames(topology.Atoms);
            AtomTable atoms = SpecieNames.Table(topology.Atoms.Names, new RunOptions(), known);
            return Enumerable.Range(0, atoms.SpecieNames.Count).ToDictionary(specie => atoms.SpecieNames[specie], specie => atoms.AtomsOf(specie).Length);
        }
        catch (BadInputException)
        {
            return new Dictionary<string, int>(); // the structure only serves an estimate, which is then not made
        }
    }
}
