namespace StreamingSse.Formats.Cp2k;

/// <summary>What the three columns of a CP2K trajectory file hold.</summary>
public enum Cp2kQuantity
{
    /// <summary>PROJECT-pos-1.xyz, Å.</summary>
    Positions,

    /// <summary>PROJECT-vel-1.xyz, bohr per atomic unit of time.</summary>
    Velocities,
}
