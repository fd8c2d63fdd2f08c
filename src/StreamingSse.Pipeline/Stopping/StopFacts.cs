using System.Globalization;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>The figures that a stop rests on.</summary>
/// <param name="AtPs">Simulated so far, ps.</param>
/// <param name="D">With its 95 % interval, Å²/ps.</param>
/// <param name="TestedLagPs">The longest lag looked at: memory beyond it is invisible.</param>
public sealed record StopFacts(
    string Run, string Path, string Specie, double AtPs, long FrameCount, Interval D, double TargetRelative, double TestedLagPs, double DiscardedPs, string Reason)
{
    public string RuleVersion { get; init; } = DiffusionRule.Version;

    public string InWords => string.Create(
        CultureInfo.InvariantCulture,
        $"D({Specie}) = {D.Value:G3} Å²/ps ({D.Low95:G3} to {D.High95:G3}, ±{100 * D.HalfWidth / D.Value:0.#} %, wanted ±{100 * TargetRelative:0.#} %) at {AtPs:0.###} ps, memory tested up to {TestedLagPs:G3} ps, rule {RuleVersion}");

    /// <summary>The same for a command of the user's: SSE_RUN, SSE_D_A2_PER_PS, …</summary>
    public IReadOnlyDictionary<string, string> Environment() => new Dictionary<string, string>
    {
        ["SSE_RUN"] = Run,
        ["SSE_PATH"] = System.IO.Path.GetFullPath(Path),
        ["SSE_SPECIE"] = Specie,
        ["SSE_D_A2_PER_PS"] = Write(D.Value),
        ["SSE_D_LOW95_A2_PER_PS"] = Write(D.Low95),
        ["SSE_D_HIGH95_A2_PER_PS"] = Write(D.High95),
        ["SSE_TARGET_RELATIVE"] = Write(TargetRelative),
        ["SSE_TESTED_LAG_PS"] = Write(TestedLagPs),
        ["SSE_AT_PS"] = Write(AtPs),
        ["SSE_FRAMES"] = FrameCount.ToString(CultureInfo.InvariantCulture),
        ["SSE_RULE_VERSION"] = RuleVersion,
        ["SSE_REASON"] = Reason,
    };

    private static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
