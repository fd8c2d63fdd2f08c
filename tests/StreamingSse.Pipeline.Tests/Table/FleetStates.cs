using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Tests.Table;

/// <summary>States of runs as others would send them.</summary>
internal static class FleetStates
{
    /// <param name="values">By descriptor; those left out are missing.</param>
    /// <param name="error">Of every descriptor.</param>
    public static RunState Of(
        string run, long frames, IEnumerable<(string Name, double Value)> values, string material = "Li2O", double temperatureK = 600, string state = "diffusing",
        double d = 0.1, double logError = 0.1, bool isFinal = false, string session = "s1", double error = double.NaN)
    {
        var facts = new RunFacts(run, [], "LAMMPS", 12, frames, 0, 0.1 * frames, 0.1, new Dictionary<string, int> { ["Li"] = 8, ["O"] = 4 }, temperatureK, new Dictionary<string, double>(), "", "", [], []);
        DescriptorValue[] descriptors = [.. values.Select(value => new DescriptorValue(value.Name, value.Value, "1", error, "computed"))];
        var snapshot = new RunSnapshot(facts, null, [], [], [], descriptors, new Dictionary<string, string> { ["gap"] = "no file" });
        var interval = new Interval(d, d * Math.Exp(-1.96 * logError), d * Math.Exp(1.96 * logError));
        return new RunState(
            run, Path.GetFileName(run), new StateStamp(session, 0, frames, isFinal), new RunLabel(material, material, true, temperatureK, "Li"),
            new RunProgress(frames, 12, 0.1 * frames, 400, 8, isFinal, null), new RunDiffusion(state, "why", interval, 2 * d, 1.5, 240, RunDiffusion.Unknown), snapshot,
            isFinal ? "abc" : "");
    }
}
