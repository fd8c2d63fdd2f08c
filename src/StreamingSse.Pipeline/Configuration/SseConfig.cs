using Microsoft.Extensions.Configuration;
using StreamingSse.Pipeline.Hocon;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>Everything that can be set for the process, validated once. Keys, defaults and their meaning: hocon/reference.conf.</summary>
public sealed record SseConfig(
    MemoryConfig Memory,
    FollowConfig Follow,
    StreamConfig Stream,
    MailboxConfig Mailbox,
    SupervisionConfig Supervision,
    SnapshotConfig Snapshot,
    CheckpointConfig Checkpoint,
    AnalysisConfig Analysis,
    VerdictConfig Verdict,
    WarningsConfig Warnings,
    HealthConfig Health,
    ViewConfig View,
    OutputConfig Output,
    FleetConfig Fleet,
    IReadOnlyList<TableView> Views,
    ModelsConfig Models,
    AdviceConfig Advice,
    ClusterConfig Cluster)
{
    /// <summary>Reads the defaults and over them the files, in order. A bad key or value throws a BadInputException.</summary>
    /// <param name="environment">Gives environment variables; the process's own where it is left out.</param>
    public static SseConfig Load(IEnumerable<string> files, Func<string, string?>? environment = null)
    {
        IConfigurationBuilder builder = new ConfigurationBuilder().AddHoconText(ReferenceText(), "reference.conf", environment);
        foreach (string file in files) builder.AddHoconFile(file);

        ConfigSection root = ConfigSection.Root(builder.Build());
        IReadOnlyList<TableView> views = ViewsConfig.Read(root.Section("views"));
        var config = new SseConfig(
            MemoryConfig.Read(root.Section("memory")),
            FollowConfig.Read(root.Section("follow")),
            StreamConfig.Read(root.Section("stream")),
            MailboxConfig.Read(root.Section("mailbox")),
            SupervisionConfig.Read(root.Section("supervision")),
            SnapshotConfig.Read(root.Section("snapshot")),
            CheckpointConfig.Read(root.Section("checkpoint")),
            AnalysisConfig.Read(root.Section("analysis")),
            VerdictConfig.Read(root.Section("verdict")),
            WarningsConfig.Read(root.Section("warnings")),
            HealthConfig.Read(root.Section("health")),
            ViewConfig.Read(root.Section("view")),
            OutputConfig.Read(root.Section("output")),
            FleetConfig.Read(root.Section("fleet")),
            views,
            ModelsConfig.Read(root.Section("models"), [.. views.Select(view => view.Name)]),
            AdviceConfig.Read(root.Section("advice")),
            ClusterConfig.Read(root.Section("cluster"), environment ?? Environment.GetEnvironmentVariable));
        root.RefuseUnknown();
        return config;
    }

    /// <summary>hocon/reference.conf as built into the program: every key with its comment and default.</summary>
    public static string ReferenceText()
    {
        using Stream resource = typeof(SseConfig).Assembly.GetManifestResourceStream("reference.conf")
            ?? throw new InvalidOperationException("reference.conf is not built in");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
