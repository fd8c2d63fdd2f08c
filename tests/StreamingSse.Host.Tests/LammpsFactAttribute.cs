namespace StreamingSse.Host.Tests;

/// <summary>A fact that starts a real LAMMPS run; skipped, with the reason, where <c>lmp</c> is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LammpsFactAttribute : FactAttribute
{
    public LammpsFactAttribute() =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "lmp")))
            ? null
            : "LAMMPS (lmp) is not installed: nothing to attach to";
}
