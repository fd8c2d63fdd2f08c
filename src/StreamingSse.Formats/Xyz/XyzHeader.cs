using StreamingSse.Formats.Text;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Xyz;

/// <summary>What the comment line of an xyz frame says.</summary>
/// <param name="Columns">The fields of the atoms' lines.</param>
/// <param name="VelocityAPerPs">Unit of the velocity columns, Å/ps; for momenta that of momentum over mass.</param>
/// <param name="AreMomenta">The velocity columns hold momenta, to be divided by the mass.</param>
internal readonly record struct XyzHeader(
    AtomColumns Columns, PositionKind Kind, Cell? Cell, long? Step, double TimePs, double VelocityAPerPs = 1, bool AreMomenta = false);
