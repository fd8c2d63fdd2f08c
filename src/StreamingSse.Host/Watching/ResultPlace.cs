using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views;
using StreamingSse.Views.Files;

namespace StreamingSse.Host.Watching;

/// <summary>Where results go.</summary>
/// <param name="PerRun">Each run has a folder of its own below the root.</param>
internal sealed record ResultPlace(string Root, bool PerRun)
{
    /// <summary>A folder that was named holds the only run's results; the default one, and any of several runs, a folder per run.</summary>
    public static ResultPlace For(string? named, string byDefault, int runCount) =>
        new(Path.GetFullPath(named ?? byDefault), named is null || runCount > 1);

    public string FolderOf(string run) => PerRun ? Path.Combine(Root, run) : Root;

    /// <summary>Writes a run's results, and those of runs that came before it in the same file into folders of their own.</summary>
    /// <returns>The paths of the run's own files.</returns>
    public IReadOnlyList<string> Write(RunView view, RunSnapshot snapshot, IReadOnlyList<DiffusionPoint>? history = null, bool xvg = false)
    {
        string folder = FolderOf(view.Setup.Name);
        for (int earlier = 0; earlier < view.Earlier.Count; earlier++)
        {
            string place = Path.Combine(folder, $"earlier-{earlier + 1}");
            // One that comes from a checkpoint is without its verdict: what the watch of that time has written says more.
            if (view.Earlier[earlier].Verdict is not null || !Directory.Exists(place)) ResultFiles.WriteAll(view.Earlier[earlier], place, xvg: xvg);
        }
        return ResultFiles.WriteAll(snapshot, folder, history, xvg);
    }
}
