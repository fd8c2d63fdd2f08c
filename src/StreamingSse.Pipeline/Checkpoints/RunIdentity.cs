using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.State;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>All that a run's state depends on besides its frames: a checkpoint of another run, or made with other options, does not fit.</summary>
/// <remarks>
/// Every property of a run's plan and analysis is in, by its name; only those named here are left out, as they bear on what is shown and not on what is gathered.
/// Files may have been added at the end of the chain.
/// </remarks>
internal static class RunIdentity
{
    // Where the files lie is looked at by the source, which finds them by what they hold.
    private static readonly string[] PlanLeftOut =
        [nameof(RunPlan.Path), nameof(RunPlan.Segments), nameof(RunPlan.SegmentPattern), nameof(RunPlan.Inferred), nameof(RunPlan.Warnings), nameof(RunPlan.Others),
         nameof(RunPlan.Atoms), nameof(RunPlan.StatedTemperatureK), nameof(RunPlan.Imd)];

    private static readonly string[] SetupLeftOut =
        [nameof(RunSetup.Name), nameof(RunSetup.Plan), nameof(RunSetup.Follow), nameof(RunSetup.Analysis), nameof(RunSetup.StreamBuffer), nameof(RunSetup.Pace),
         nameof(RunSetup.MobileAtoms), nameof(RunSetup.Checkpoint), nameof(RunSetup.Tags)];

    private static readonly string[] AnalysisLeftOut =
        [nameof(AnalysisOptions.Mobile), nameof(AnalysisOptions.Vdos), nameof(AnalysisOptions.VdosLagsPs), nameof(AnalysisOptions.StatedTemperatureK),
         nameof(AnalysisOptions.FitPs), nameof(AnalysisOptions.LowCutoffMev), nameof(AnalysisOptions.TemperatureTolerance), nameof(AnalysisOptions.LowestNyquistMev),
         nameof(AnalysisOptions.Debye)];

    public static IReadOnlyList<string> Of(RunSetup setup)
    {
        AtomTable atoms = setup.Plan.Atoms;
        string species = string.Join(' ', atoms.SpecieNames.Select((name, i) => $"{name}:{Text(atoms.SpecieMassesAmu[i])}"));
        return
        [
            $"species: {species}", $"atoms: {string.Join(' ', Runs(atoms))}", $"mobile: {string.Join(' ', setup.Analysis.Mobile.Names)}",
            .. Socket(setup.Plan.Imd), .. Facts(setup.Plan, PlanLeftOut), .. Facts(setup, SetupLeftOut), .. Facts(setup.Analysis, AnalysisLeftOut),
        ];
    }

    /// <exception cref="StateMismatchException">Names the first fact that differs.</exception>
    public static void Check(IReadOnlyList<string> saved, RunSetup setup)
    {
        IReadOnlyList<string> own = Of(setup);
        for (int i = 0; i < Math.Max(own.Count, saved.Count); i++)
            if (own.ElementAtOrDefault(i) != saved.ElementAtOrDefault(i))
                throw new StateMismatchException($"expected a checkpoint of this run and these options ({Short(own.ElementAtOrDefault(i))}), got one with {Short(saved.ElementAtOrDefault(i))}");
    }

    // How its end and its gaps are handled may be said anew each time.
    private static IEnumerable<string> Socket(ImdPlan? socket) =>
        socket is null ? [] : [$"socket: {socket.Address}, a frame every {Text(socket.Rate)} steps, {(socket.IsUnwrapped ? "unwrapped" : "folded")}, units {socket.Units.Style}"];

    // Lengths of the stretches of atoms of one specie: Li4 O8 Li4.
    private static IEnumerable<string> Runs(AtomTable atoms)
    {
        for (int atom = 0, next; atom < atoms.AtomCount; atom = next)
        {
            for (next = atom; next < atoms.AtomCount && atoms.SpecieOfAtom[next] == atoms.SpecieOfAtom[atom];) next++;
            yield return $"{atoms.SpecieNames[atoms.SpecieOfAtom[atom]]}{next - atom}";
        }
    }

    private static IEnumerable<string> Facts(object of, string[] leftOut) =>
        from property in of.GetType().GetProperties()
        where !leftOut.Contains(property.Name)
        orderby property.Name
        select $"{property.Name}: {Text(property.GetValue(of))}";

    private static string Text(object? value) => value switch
    {
        string text => text,
        IEnumerable<string> texts => string.Join(' ', texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "none",
    };

    private static string Short(string? fact) => fact is null ? "nothing" : fact.Length <= 200 ? fact : fact[..200] + "…";
}
