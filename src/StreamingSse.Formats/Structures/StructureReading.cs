using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>A structure and what else its file says.</summary>
/// <param name="FormulaUnits">In the file's own cell; null where it says nothing.</param>
/// <param name="Notes">What was left out or taken for granted.</param>
public sealed record StructureReading(CrystalStructure Structure, double? FormulaUnits, IReadOnlyList<string> Notes);
