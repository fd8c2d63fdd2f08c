namespace StreamingSse.Kernel.Structure;

/// <summary>The seven crystal systems; trigonal crystals are not called hexagonal.</summary>
public enum CrystalSystem
{
    Triclinic,
    Monoclinic,
    Orthorhombic,
    Tetragonal,
    Trigonal,
    Hexagonal,
    Cubic,
}
