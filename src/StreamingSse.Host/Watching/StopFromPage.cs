using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;
using StreamingSse.Views.Web;

namespace StreamingSse.Host.Watching;

/// <summary>A stop that a person asks the page for: the same as <c>sse stop</c>, with the same audit line.</summary>
internal sealed class StopFromPage(IReadOnlyList<RunSetup> runs, EngineHint engine, ResultPlace place, TimeProvider clock)
{
    /// <param name="isDry">Say what would be done, and touch nothing.</param>
    public async Task<PageStop> Stop(string run, bool isDry, CancellationToken giveUp)
    {
        RunSetup setup = runs.First(candidate => candidate.Name == run);
        var byHand = new StopByHand(setup, engine, place.FolderOf(run), clock);
        StopNews news = await byHand.RunAsync(isDry, _ => { }, giveUp);
        return new PageStop(news.Stage is StopStage.Ready or StopStage.Confirmed, news.Text);
    }
}
