namespace StreamingSse.Kernel.Structure;

/// <summary>x → W x + w in fractions of the primitive cell.</summary>
internal readonly record struct SymmetryOperation(LatticeRotation Rotation, (double A, double B, double C) Translation);
