namespace StreamingSse.Views.Web;

/// <summary>The newest of everything that the page shows.</summary>
/// <param name="Runs">In the order in which they were begun.</param>
/// <param name="DeadLetters">Messages that nobody handled so far, by reason.</param>
public sealed record PageState(IReadOnlyList<PageRun> Runs, IReadOnlyDictionary<string, long> DeadLetters)
{
    public static PageState Empty { get; } = new([], new Dictionary<string, long>());

    /// <summary>The run of that name; the first where none is named; null where there is none such.</summary>
    public PageRun? Find(string? name) =>
        string.IsNullOrEmpty(name) ? (Runs.Count > 0 ? Runs[0] : null) : Runs.FirstOrDefault(run => run.Name == name);
}
