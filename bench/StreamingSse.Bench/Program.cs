// One benchmark per first argument; each prints, as its last line, a JSON object {"cpu": seconds, "check": "..."} where it times anything.
using System.Globalization;
using StreamingSse.Bench;

return args switch
{
    ["grow", .. var rest] => await GrowingFiles.RunAsync(rest),
    ["latency", .. var rest] => await LatencyBenchmark.RunAsync(rest),
    ["parse", var format, var file] => ParseBenchmark.Run(format, file),
    ["parse-binary", var file] => BinaryParseBenchmark.Run(file),
    ["msd", .. string[] rest] => MsdBench.Run(rest),
    ["frames", var file, var output, .. var rest] => FrameExport.Run(file, output, rest.FirstOrDefault()),
    ["fuzz", .. var rest] => ParseFuzz.Run("tests/data", Number(rest, 0, 100_000), Number(rest, 1, 1))
        + BinaryFuzz.Run(BinaryFuzz.Fixtures(["tests/data", .. rest.Skip(2)]), Number(rest, 0, 100_000), Number(rest, 1, 1)),
    ["learn", var task, var file, .. var rest] => LearnBench.Run(task, file, Number(rest, 0, 10_000)),
    ["fleet-files", var folder, .. var rest] => await FleetFiles.Run(folder, Number(rest, 0, 600), Number(rest, 1, 0)),
    ["while-training", var file, .. var rest] => await TrainingBench.Run(file, Number(rest, 0, 7)),
    ["campaign", .. var rest] => CampaignBench.Run(Number(rest, 0, 20), Number(rest, 1, 1)),
    ["coverage", .. var rest] => CoverageStudy.Run(rest),
    ["cluster", var what, var state, .. var rest] => await ClusterBench.Run(what, state, Number(rest, 0, 1000)),
    ["checkpoint"] => CheckpointBench.Run(),
    _ => Fail("usage: sse-bench grow|latency|parse|parse-binary|frames|fuzz|msd|learn|campaign|fleet-files|while-training|checkpoint|cluster|coverage … (docs/performance.md and docs/verdict.md have the commands)"),
};

static int Number(string[] arguments, int at, int otherwise) =>
    at < arguments.Length ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
