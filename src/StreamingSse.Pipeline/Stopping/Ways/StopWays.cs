namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>Which way belongs to which engine.</summary>
internal static class StopWays
{
    public const string Espresso = "Quantum ESPRESSO";

    /// <param name="engine">As the run's plan names it.</param>
    /// <returns>Null for an engine that no way is known for.</returns>
    public static StopWay? For(string engine, string trajectory, EngineInstance instance)
    {
        string folder = (instance as EngineInstance.Local)?.Folder ?? Path.GetDirectoryName(Path.GetFullPath(trajectory))!;
        return EngineOf(engine, instance) switch
        {
            "LAMMPS" => new LammpsStop(trajectory, folder),
            "CP2K" => new Cp2kStop(trajectory, folder),
            "VASP" => new VaspStop(folder),
            "GROMACS" => new GromacsStop(instance, folder),
            Espresso => new QuantumEspressoStop(folder),
            _ => null,
        };
    }

    // A neutral format (extxyz, DCD, NetCDF) does not tell who writes it; the program's name may.
    private static string EngineOf(string engine, EngineInstance instance)
    {
        string[] known = ["LAMMPS", "CP2K", "VASP", "GROMACS", Espresso];
        if (known.Contains(engine) || instance is not EngineInstance.Local local) return engine;
        return Array.Find(known, one => EngineFinder.IsProgram(one, local.Name)) ?? engine;
    }
}
