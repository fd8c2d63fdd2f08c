namespace StreamingSse.Pipeline.Runs;

/// <summary>The branches of a run's stream, in the order of the way of the data.</summary>
internal static class BranchStages
{
    public const int Count = 4;

    /// <param name="segments">The files of the chain so far.</param>
    /// <param name="converged">Called when the stopping rule is met.</param>
    /// <returns>Makes the stage of each branch, once for every generation.</returns>
    public static IReadOnlyList<Func<IBranchStage>> Of(RunSetup setup, Func<IReadOnlyList<string>> segments, Action converged) =>
        [() => new DisplacementStage(setup), () => new VelocityStage(setup), () => new VerdictStage(setup, converged), () => new MotionStage(setup, segments)];
}
