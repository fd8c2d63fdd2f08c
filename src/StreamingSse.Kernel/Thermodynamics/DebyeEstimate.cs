namespace StreamingSse.Kernel.Thermodynamics;

/// <summary>Which of <see cref="DebyeTemperature"/>'s estimates is reported as θ_D.</summary>
public enum DebyeEstimate
{
    /// <summary>(4/3)⟨ω⟩/k.</summary>
    Mean,

    /// <summary>√(5/3·⟨ω²⟩)/k.</summary>
    RootMeanSquare,

    /// <summary>From the mean squared displacement of the non-mobile ions about their sites.</summary>
    Displacement,
}
