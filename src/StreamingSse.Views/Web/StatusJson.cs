using System.Text.Json;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Web;

/// <summary>How the reading goes, and a line on each run beside: small, and sent more often than curves.</summary>
internal static class StatusJson
{
    private const int MostRunsBeside = 200;

    public static byte[] Write(PageState state, PageRun run, bool canStop) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", run.Name);
        WriteStatus(json, run.Status);
        json.WriteStartArray("runs");
        foreach (PageRun other in state.Runs.Take(MostRunsBeside)) WriteLine(json, other);
        json.WriteEndArray();
        json.WriteNumber("runCount", state.Runs.Count);
        json.WriteBoolean("canStop", canStop);
        json.WriteEndObject();
    });

    private static void WriteStatus(Utf8JsonWriter json, LiveStatus status)
    {
        json.WriteString("path", status.Path);
        json.WriteString("engine", status.Engine);
        json.WriteString("state", status.State.ToString().ToLowerInvariant());
        json.WriteNumber("frameCount", status.FrameCount);
        json.WriteNumber("fileBytes", status.FileBytes);
        json.WriteNumber("bytesBehind", status.BytesBehind);
        json.Number("framesPerSecond", status.FramesPerSecond);
        json.Number("bytesPerSecond", status.BytesPerSecond);
        json.Number("psPerHour", status.PsPerHour);
        json.Number("lastFrameAgeS", status.LastFrameAge?.TotalSeconds ?? double.NaN);
        json.WriteString("resultsFolder", status.ResultsFolder);
        json.Texts("givenUp", status.GivenUp);
        json.WriteStartArray("events");
        foreach (LiveEvent told in status.Events)
        {
            json.WriteStartObject();
            json.WriteString("at", told.At);
            json.WriteString("text", told.Text);
            json.WriteNumber("count", told.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, PageRun run)
    {
        RunSnapshot? snapshot = run.Picture?.Snapshot;
        json.WriteStartObject();
        json.WriteString("name", run.Name);
        json.WriteString("reading", run.Status.State.ToString().ToLowerInvariant());
        json.WriteString("verdict", snapshot?.Verdict?.StateName);
        json.Number("lastPs", snapshot?.Run.LastPs ?? double.NaN);
        json.WriteEndObject();
    }
}
