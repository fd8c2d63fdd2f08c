using StreamingSse.Kernel;

namespace StreamingSse.Formats.Cp2k;

/// <summary>The cell at one step.</summary>
public readonly record struct Cp2kCellLine(long Step, double TimePs, Cell Cell);
