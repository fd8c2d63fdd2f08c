namespace StreamingSse.Kernel.Frames;

/// <summary>How positions are made continuous while the cell itself changes. In a fixed cell both give the same numbers.</summary>
public enum UnwrapMode
{
    /// <summary>Δr = H(t)·Δs is summed: what the ions moved, whatever the cell did meanwhile.</summary>
    Displacements,

    /// <summary>
    /// r = H(t)·(s + n) + origin, the engines' own convention (LAMMPS xu and compute msd). The n crossings are stretched by every later
    /// breath of the cell, so in a long constant-pressure run this adds a noise that grows with n: for comparison with the engines only.
    /// </summary>
    ImageFlags,
}
