using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Table;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Tests.Configuration;

public sealed class SseConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("config").FullName;

    public static TheoryData<string> Keys => [.. ReferenceKeys()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_record_property_has_its_key_in_the_reference_and_the_reverse()
    {
        IEnumerable<string> properties =
            from section in typeof(SseConfig).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where section.Name != nameof(SseConfig.Views) // its keys are free names
            from property in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            from key in property.PropertyType == typeof(BrokerConfig) ? BrokerKeys() : [Hyphenated(property.Name)]
            select $"{Hyphenated(section.Name)}.{key}";
        Assert.Equal(ReferenceKeys().Order(StringComparer.Ordinal), properties.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reference_gives_these_defaults()
    {
        SseConfig config = Load();
        Assert.Equal(new FollowConfig(Ms(10), Ms(2000), 20, Ms(30_000), null, 128, Ms(30_000)), config.Follow);
        Assert.Equal(new StreamConfig(32), config.Stream);
        Assert.Equal(new MailboxConfig(1024), config.Mailbox);
        Assert.Equal(new SupervisionConfig(Ms(200), Ms(30_000), 10, Ms(600_000)), config.Supervision);
        Assert.Equal(new SnapshotConfig(Ms(200), 0.1), config.Snapshot);
        Assert.Equal(new AnalysisConfig(DriftMode.Framework, VdosMode.Paper, 20, 2, 30, UnwrapMode.Displacements), config.Analysis);
        Assert.Equal(new WarningsConfig(0.2, 60), config.Warnings);
        Assert.Equal(new ViewConfig(Ms(50)), config.View);
        Assert.Equal(new OutputConfig("sse-out", Ms(30_000)), config.Output);
        Assert.InRange(config.Memory.Budget.Bytes, 1 << 20, long.MaxValue);
    }

    [Fact]
    public void Views_have_free_names_and_known_keys()
    {
        Assert.Equal([new TableView("all", null, double.NaN, double.PositiveInfinity, false, false), new TableView("window-500", null, 500, 100, true, false)], Load().Views);
        Assert.Equal(new TableView("lithium", "Li", double.NaN, double.PositiveInfinity, false, true), Load("views.lithium { specie = Li, weigh-by-error = true }").Views.Single(view => view.Name == "lithium"));
        Assert.Contains("views.all.speci: expected one of", Assert.Throws<BadInputException>(() => Load("views.all.speci = Li")).Message);
        Assert.Contains("models.view: expected one of the views all, window-500", Assert.Throws<BadInputException>(() => Load("models.view = none")).Message);
    }

    [Fact]
    public void A_file_holds_only_what_differs_and_the_last_file_wins()
    {
        SseConfig config = Load(
            "follow { poll-max = 5 s, end-after = 2 h }\nanalysis.unwrap = image-flags\nmemory.budget = 1 GB",
            "follow.poll-max = 3 s\nfollow.poll-min = ${follow.poll-max}");
        Assert.Equal(new FollowConfig(Ms(3000), Ms(3000), 20, Ms(30_000), TimeSpan.FromHours(2), 128, Ms(30_000)), config.Follow);
        Assert.Equal(UnwrapMode.ImageFlags, config.Analysis.Unwrap);
        Assert.Equal(1_000_000_000, config.Memory.Budget.Bytes);
    }

    [Fact]
    public void The_environment_sets_a_default_that_a_file_overrides()
    {
        static string? Variable(string name) => name switch
        {
            "SSE_MEMORY_BUDGET" => "2 GiB",
            "SSE_OUTPUT_DIRECTORY" => "/scratch/out",
            _ => null,
        };
        SseConfig config = SseConfig.Load([], Variable);
        Assert.Equal(new MemoryBudget(2L << 30, "2 GiB (environment variable SSE_MEMORY_BUDGET)"), config.Memory.Budget);
        Assert.Equal("/scratch/out", config.Output.Directory);
        Assert.Equal("here", SseConfig.Load([Write("output.directory = here")], Variable).Output.Directory);
        string message = Assert.Throws<BadInputException>(() => SseConfig.Load([], _ => "much")).Message;
        Assert.StartsWith("environment variable SSE_MEMORY_BUDGET memory.budget: expected auto, or a size", message);
    }

    [Theory]
    [InlineData("follow.pol-max = 2 s", "1:18 follow.pol-max: expected one of end-after, poll-max, poll-min, socket-queue-mib, socket-retry, stall-after-frames, stall-min, got an unknown key")]
    [InlineData("a = 1\nfolow { poll-max = 2 s }", "2:7 folow: expected one of ")]
    [InlineData("follow.poll-min.x = 1", "1:1 follow.poll-min: expected a duration of 1 ms to 1 h, such as 10 s, got a section")]
    [InlineData("follow { Poll-Max = 2 s }", "expected keys that differ in more than case")]
    [InlineData("follow.poll-max = 2", "1:19 follow.poll-max: expected a duration of 10 ms to 1 h, such as 10 s, got \"2\"")]
    [InlineData("follow { poll-min = 3 s }", "reference.conf:17:14 follow.poll-max: expected a duration of 3 s to 1 h, such as 10 s, got \"2 s\"")]
    [InlineData("follow.poll-max = null", "1:19 follow.poll-max: expected a duration of 10 ms to 1 h, such as 10 s, got nothing")]
    [InlineData("follow = 3", "1:10 follow: expected a section { … }, got \"3\"")]
    [InlineData("memory.budget = 64", "1:17 memory.budget: expected auto, or a size of at least 64 MiB such as 8 GB, got \"64\"")]
    [InlineData("stream.buffer-frames = 1.5", "1:24 stream.buffer-frames: expected a whole number from 1 to 65536, got \"1.5\"")]
    [InlineData("snapshot.readout-share = 2", "1:26 snapshot.readout-share: expected a number from 0.001 to 1, without a unit, got \"2\"")]
    [InlineData("analysis { vdos = Paper }", "1:19 analysis.vdos: expected standard or paper, got \"Paper\"")]
    [InlineData("stream { buffer-frames = [16] }", "1:26 stream.buffer-frames: expected a number from 1 to 65536, without a unit, got a list")]
    [InlineData("output.directory = \"\"", "1:20 output.directory: expected a text, got \"\"")]
    [InlineData("cluster.broker.ca-file = \"/no/such.pem\"", "cluster.broker.ca-file: expected a file that is there, got \"/no/such.pem\"")]
    [InlineData("cluster.broker.uri = \"amqp://me:secret@mq/\"", "cluster.broker.uri: expected no user and password")]
    public void A_bad_key_or_value_is_refused_with_file_line_and_full_path(string text, string message)
    {
        string found = Assert.Throws<BadInputException>(() => Load(text.Replace("a = 1\n", "\n"))).Message;
        Assert.Contains(message, found);
        if (!message.StartsWith("reference", StringComparison.Ordinal)) Assert.StartsWith(_folder, found);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_refuses_what_it_cannot_be(string key)
    {
        string[] wrongForAny = ["[]", "[a]", "{ a = 1 }", "null", "\"\""];
        string[] wrongButForText = ["-1", "1e300", "banana", "10 fortnights"];
        foreach (string value in IsText(key) ? wrongForAny : [.. wrongForAny, .. wrongButForText])
            Assert.Contains($" {key}: expected", Assert.Throws<BadInputException>(() => Load($"{key} = {value}")).Message);
    }

    private static bool IsText(string key) => key is "output.directory" or "health.exec" or "cluster.node" or "cluster.broker.user" or "cluster.broker.prefix";

    // Secrets and certificates have no default.
    private static IEnumerable<string> BrokerKeys() =>
        from property in typeof(BrokerConfig).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.Name is not (nameof(BrokerConfig.Password) or nameof(BrokerConfig.CaFile) or nameof(BrokerConfig.CertificateFile))
        select $"broker.{Hyphenated(property.Name)}";

    private SseConfig Load(params string[] texts) => SseConfig.Load([.. texts.Select(Write)], _ => null);

    private string Write(string text)
    {
        string file = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length}.conf");
        File.WriteAllText(file, text);
        return file;
    }

    private static IEnumerable<string> ReferenceKeys() =>
        new ConfigurationBuilder().AddHoconText(SseConfig.ReferenceText(), "reference.conf", _ => null).Build()
            .AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key.Replace(':', '.'))
            .Where(key => !key.StartsWith("views.", StringComparison.Ordinal));

    private static string Hyphenated(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
