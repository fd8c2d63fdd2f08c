using System.Globalization;
using System.Text;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Web;

/// <summary>The program's own figures in Prometheus' text format 0.0.4; docs/page.md lists them.</summary>
internal static class Metrics
{
    /// <summary>Figures of the page itself.</summary>
    public readonly record struct Own(int ClientCount, long SentCount, long RefusedCount);

    public static string Of(PageState state, Own own)
    {
        var text = new StringBuilder();
        PerRun("sse_frames_total", "counter", "Frames analysed.", run => run.Status.FrameCount);
        PerRun("sse_frames_per_second", "gauge", "Frames analysed in a second, over the last few seconds.", run => run.Status.FramesPerSecond);
        PerRun("sse_bytes_total", "counter", "Bytes taken from the run's files.", run => run.Status.BytesRead);
        PerRun("sse_lag_bytes", "gauge", "Bytes written and not yet read.", run => run.Status.BytesBehind);
        PerRun("sse_last_frame_age_seconds", "gauge", "Wall time since the newest frame was read.", run => run.Status.LastFrameAge?.TotalSeconds ?? double.NaN);
        PerRun("sse_frames_waiting", "gauge", "Frames read and not yet analysed by every branch.", run => run.WaitingFrames);
        PerRun("sse_restarts_total", "counter", "Times a run's reading was begun again after a failure.", run => run.RestartCount);
        PerRun("sse_simulated_ps", "gauge", "Simulated time of the newest snapshot, ps.", run => run.Picture?.Snapshot.Run.LastPs ?? double.NaN);
        PerRun("sse_run_failed", "gauge", "1 where a run was given up.", run => run.Status.State == ReadingState.Failed ? 1 : 0);

        Head("sse_dead_letters_total", "counter", "Messages that nobody handled.");
        foreach ((string reason, long count) in state.DeadLetters) Line("sse_dead_letters_total", $"reason=\"{Escape(reason)}\"", count);
        One("sse_page_clients", "gauge", "Open event streams.", own.ClientCount);
        One("sse_page_updates_total", "counter", "Updates sent to clients.", own.SentCount);
        One("sse_page_refused_total", "counter", "Requests refused for host, origin or token.", own.RefusedCount);
        One("sse_memory_bytes", "gauge", "Memory that the garbage collector has committed.", GC.GetGCMemoryInfo().TotalCommittedBytes);
        One("sse_allocated_bytes_total", "counter", "Bytes allocated since the start.", GC.GetTotalAllocatedBytes());
        One("sse_gc_pause_seconds_total", "counter", "Time all threads stood still for garbage collection.", GC.GetTotalPauseDuration().TotalSeconds);
        Head("sse_gc_collections_total", "counter", "Garbage collections.");
        for (int generation = 0; generation <= GC.MaxGeneration; generation++)
            Line("sse_gc_collections_total", $"generation=\"{generation}\"", GC.CollectionCount(generation));
        return text.ToString();

        void Head(string name, string type, string help) => text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void One(string name, string type, string help, double value)
        {
            Head(name, type, help);
            text.Append(CultureInfo.InvariantCulture, $"{name} {Value(value)}\n");
        }

        void Line(string name, string labels, double value) => text.Append($"{name}{{{labels}}} {Value(value)}\n");

        void PerRun(string name, string type, string help, Func<PageRun, double> of)
        {
            Head(name, type, help);
            foreach (PageRun run in state.Runs) Line(name, $"run=\"{Escape(run.Name)}\"", of(run));
        }
    }

    private static string Value(double value) => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string label) => label.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
