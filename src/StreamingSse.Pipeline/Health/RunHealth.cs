using System.Globalization;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Health;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Health;

/// <summary>The alarms of one run: which were raised already, so that none is raised twice; a stall may come again after the file has grown.</summary>
internal sealed class RunHealth(RunSetup setup, RunCounters counters, HealthLimits limits)
{
    private readonly HashSet<HealthTrouble> _raised = [];

    /// <summary>The user's commands that have not come back yet.</summary>
    public int CommandsUnderWay { get; set; }

    public bool HasEnded { get; set; }

    public IReadOnlyList<HealthAlarm> Judge(RunSnapshot snapshot) =>
        New(HealthJudge.Judge(new HealthReading(snapshot, setup.Analysis.Mobile.Contains, counters.DriftA, counters.FirstVolumeA3, counters.VolumeA3), limits));

    /// <summary>What the file itself tells: nothing comes any more, or frames of another number of atoms.</summary>
    public IReadOnlyList<HealthAlarm> Hear(SourceEvent told)
    {
        switch (told)
        {
            case SourceEvent.SourceStalled stalled:
                return New([new HealthAlarm(HealthTrouble.Stalled, string.Create(CultureInfo.InvariantCulture, $"nothing was written for {stalled.Since.TotalSeconds:0} s"))]);
            case SourceEvent.SourceResumed:
                _raised.Remove(HealthTrouble.Stalled);
                return [];
            case SourceEvent.FrameRejected rejected when rejected.Bad.Expected.StartsWith($"{setup.Plan.Atoms.AtomCount} atoms", StringComparison.Ordinal):
                return New([new HealthAlarm(HealthTrouble.LostAtoms, rejected.Bad.ToString())]);
            default:
                return [];
        }
    }

    /// <summary>For the user's command.</summary>
    public IReadOnlyDictionary<string, string> Facts(HealthAlarm alarm) => new Dictionary<string, string>
    {
        ["SSE_RUN"] = setup.Name,
        ["SSE_PATH"] = Path.GetFullPath(setup.Plan.Path),
        ["SSE_ALARM"] = alarm.Name,
        ["SSE_ALARM_TEXT"] = alarm.Text,
        ["SSE_AT_PS"] = counters.TimePs.ToString("R", CultureInfo.InvariantCulture),
    };

    private HealthAlarm[] New(IEnumerable<HealthAlarm> alarms) => [.. alarms.Where(alarm => _raised.Add(alarm.Trouble))];
}
