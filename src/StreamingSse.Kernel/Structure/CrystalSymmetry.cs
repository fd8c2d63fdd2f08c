namespace StreamingSse.Kernel.Structure;

/// <summary>What the symmetry of a crystal gives.</summary>
/// <param name="ToleranceA">Within which sites were taken for images of each other, Å; narrower than asked for where that made no group.</param>
public sealed record CrystalSymmetry(ConventionalCell Conventional, int PrimitiveSiteCount, int PrimitiveOperationCount, double ToleranceA)
{
    public CrystalSystem System => Conventional.System;

    /// <summary>Operations of the conventional cell, its centring translations counted.</summary>
    public int OperationCount => PrimitiveOperationCount * Conventional.LatticePoints;
}
