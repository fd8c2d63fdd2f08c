namespace StreamingSse.Kernel.Fleet;

/// <summary>What a descriptor is computed from.</summary>
public enum DescriptorFamily
{
    /// <summary>The trajectory (and, for Γ, a phonon calculation).</summary>
    Vibrational,

    /// <summary>The elastic tensor and the density.</summary>
    Elastic,

    /// <summary>Structure, composition and electronic structure.</summary>
    Structural,
}
