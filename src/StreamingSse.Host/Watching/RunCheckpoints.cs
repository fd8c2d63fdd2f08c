using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Watching;

/// <summary>Gives each watched run the place of its checkpoint, among its results.</summary>
/// <remarks>
/// A simulation cannot be asked for what it sent before: a run read from a socket always writes its state, and takes at most twice the memory that a state may have, which is about half as
/// large: its MSD goes on in levels.
/// </remarks>
internal static class RunCheckpoints
{
    /// <param name="isFresh">What another watch has left there is removed: every run is read from its start.</param>
    public static IReadOnlyList<RunSetup> For(IReadOnlyList<RunSetup> runs, ResultPlace results, CheckpointConfig config, bool isFresh)
    {
        string PathOf(RunSetup run) => Path.Combine(results.FolderOf(run.Name), CheckpointPlan.FileName);
        if (isFresh)
            foreach (string path in runs.Select(PathOf).Where(File.Exists)) File.Delete(path);
        return config.Every is { } every ? [.. runs.Select(run => run.Plan.Imd is null
            ? run with { Checkpoint = new CheckpointPlan(PathOf(run), every, config.MaxSize) }
            : run with { Checkpoint = new CheckpointPlan(PathOf(run), every, CheckpointPlan.Unlimited), MemoryBytes = Math.Min(run.MemoryBytes, 2 * config.MaxSize) })] : runs;
    }
}
