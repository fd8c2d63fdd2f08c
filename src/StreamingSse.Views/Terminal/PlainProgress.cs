using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Terminal;

/// <summary>Progress as plain lines, for logs, pipes and terminals without a cursor: one line per change worth telling.</summary>
/// <remarks>
/// The start, what was inferred, warnings and each new event at once; how far the run is and how often an event has come again every
/// <c>every</c> of wall time. Texts that differ in their digits alone are the same thing come again, so a log stays short and memory
/// bounded. Call <c>Tell</c> as often as you like.
/// </remarks>
public sealed class PlainProgress(TextWriter output, TimeProvider clock, TimeSpan every, bool unicode = true)
{
    private readonly Dictionary<string, Told> _told = [];
    private DateTimeOffset _lastStatus = DateTimeOffset.MinValue;

    /// <summary>What was said of one run so far.</summary>
    private sealed class Told
    {
        public ReadingState State { get; set; }

        public long FrameCount { get; set; } = -1;

        public HashSet<string> Kinds { get; } = [];

        public Dictionary<string, long> EventCounts { get; } = [];
    }

    public void Tell(LiveStatus status, RunSnapshot? snapshot)
    {
        Told told = Changes(status, snapshot, prefix: "");
        if (!IsTime() || told.FrameCount == status.FrameCount) return;
        told.FrameCount = status.FrameCount;
        _lastStatus = clock.GetUtcNow();
        Write(string.Join(" · ", StatusParts(status, snapshot)));
        Repeats(status, told, prefix: "");
    }

    /// <summary>Several runs: changes carry the name of their run, and one line sums them up.</summary>
    public void Tell(IReadOnlyList<WatchedRun> runs)
    {
        string[] names = RunsScreen.Names(runs);
        bool isTime = IsTime();
        for (int i = 0; i < runs.Count; i++)
        {
            Told told = Changes(runs[i].Status, runs[i].Snapshot, names[i] + ": ");
            if (isTime) Repeats(runs[i].Status, told, names[i] + ": ");
        }
        if (!isTime) return;
        _lastStatus = clock.GetUtcNow();
        Write($"{Figures.Of(runs.Count, "run", "runs")} · {RunsScreen.CountsOf(runs)} · {RunsScreen.Totals(runs)}");
    }

    /// <summary>The end of a run, with where its results are.</summary>
    public void End(LiveStatus status, RunSnapshot? snapshot, IReadOnlyList<string> written)
    {
        foreach (string line in ClosingLines.Of(status, snapshot, written, unicode)) output.WriteLine(line);
        output.Flush();
    }

    private bool IsTime() => clock.GetUtcNow() - _lastStatus >= every;

    private Told Changes(LiveStatus status, RunSnapshot? snapshot, string prefix)
    {
        if (!_told.TryGetValue(status.Path, out Told? told))
        {
            _told[status.Path] = told = new Told { State = status.State };
            Write($"watching {status.Path}{(status.Engine.Length > 0 ? $" ({status.Engine})" : "")}");
        }
        foreach (Inferred fact in snapshot?.Run.Inferred ?? [])
            Once(told, fact.What, $"{prefix}inferred {fact.What} = {fact.Value}, from {fact.From}");
        foreach (string warning in snapshot?.Run.Warnings ?? []) Once(told, WithoutDigits(warning), $"{prefix}warning: {warning}");
        foreach (string alarm in status.Alarms) Once(told, WithoutDigits(alarm), $"{prefix}alarm {alarm}");
        foreach (string givenUp in status.GivenUp) Once(told, WithoutDigits(givenUp), $"{prefix}memory: {givenUp}");
        foreach ((string kind, string text, long count) in Kinds(status))
            if (told.EventCounts.TryAdd(kind, count)) Write(prefix + text + Times(count));
        if (told.State == status.State) return told;
        told.State = status.State;
        Write(prefix + HeaderPanel.StateWords(status));
        return told;
    }

    private void Repeats(LiveStatus status, Told told, string prefix)
    {
        foreach ((string kind, string text, long count) in Kinds(status))
        {
            if (count <= told.EventCounts[kind]) continue;
            told.EventCounts[kind] = count;
            Write(prefix + text + Times(count));
        }
    }

    private static IEnumerable<string> StatusParts(LiveStatus status, RunSnapshot? snapshot)
    {
        foreach (string part in HeaderPanel.Progress(status, snapshot)) yield return part;
        if (status.State == ReadingState.Backlog) yield return $"{Figures.Bytes(status.BytesBehind)} behind";
        if (double.IsFinite(status.FramesPerSecond)) yield return $"{Figures.Number(status.FramesPerSecond)} frames/s";
        if (snapshot?.Mobile is { Paper: { } paper } mobile && double.IsFinite(paper.DA2PerPs))
            yield return $"D({mobile.Specie}) {Figures.Cm2PerS(paper.DA2PerPs)} ({Figures.A2PerPs(paper.DA2PerPs)})";
        double kineticK = snapshot is null ? double.NaN : Figures.KineticK(snapshot.Run);
        if (double.IsFinite(kineticK)) yield return $"T {Figures.Number(kineticK)} K";
        if (snapshot?.Verdict is not { } verdict) yield break;
        yield return verdict.StateName;
        foreach (string part in TimeToPrecision.Of(status, verdict)) yield return part;
    }

    // Each kind of event with its newest text and how often it came.
    private static IEnumerable<(string Kind, string Text, long Count)> Kinds(LiveStatus status) =>
        status.Events.GroupBy(happened => WithoutDigits(happened.Text))
            .Select(kind => (kind.Key, kind.Last().Text, kind.Sum(happened => happened.Count)));

    private void Once(Told told, string kind, string line)
    {
        if (told.Kinds.Add(kind)) Write(line);
    }

    private static string WithoutDigits(string text) => string.Concat(text.Where(c => !char.IsDigit(c)));

    private void Write(string line)
    {
        string text = $"{clock.GetLocalNow():HH:mm:ss} {line}";
        output.WriteLine(unicode ? Ascii.Printable(text) : Ascii.Of(text));
        output.Flush();
    }

    private static string Times(long count) => count > 1 ? $" ×{Figures.Count(count)}" : "";
}
