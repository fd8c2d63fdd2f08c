namespace StreamingSse.Kernel.Fleet;

/// <summary>What a run is a run of. Runs with the same label are replicas.</summary>
/// <param name="Material">The ideal compound, such as AgI, also for a cell with a vacancy.</param>
/// <param name="Composition">The cell's own reduced formula, such as Ag63I64.</param>
/// <param name="Stoichiometric">Null where it is not known.</param>
/// <param name="TemperatureK">Set point, or the kinetic one rounded to 10 K; NaN where neither is known.</param>
/// <param name="Specie">The mobile one; several are joined by +.</param>
public sealed record RunLabel(string Material, string Composition, bool? Stoichiometric, double TemperatureK, string Specie)
{
    /// <summary>The kinetic temperature of a short run is known no better.</summary>
    private const double KineticStepK = 10;

    public static double RoundedK(double statedK, double kineticK) => statedK > 0 ? statedK : Math.Round(kineticK / KineticStepK) * KineticStepK;

    /// <summary>The same material at any temperature: what one Arrhenius line is drawn through.</summary>
    public (string Material, string Composition, string Specie) Series => (Material, Composition, Specie);
}
