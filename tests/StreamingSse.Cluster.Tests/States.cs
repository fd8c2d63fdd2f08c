using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Cluster.Tests;

/// <summary>States of runs that nobody ran.</summary>
internal static class States
{
    public static RunState Of(string run, long frames, string session = "20260101", bool isFinal = false)
    {
        var facts = new RunFacts(
            run, [], "LAMMPS", 8, frames, 0, 10, 0.1, new Dictionary<string, int> { ["Li"] = 8 }, 600, new Dictionary<string, double>(), "", "", [], []);
        var snapshot = new RunSnapshot(facts, null, [], [], [], [new DescriptorValue("D", 0.1, "Å²/ps", double.NaN, "computed")], new Dictionary<string, string>());
        return new RunState(
            run, Path.GetFileName(run), new StateStamp(session, 0, frames, isFinal), new RunLabel("Li", "Li", null, 600, "Li"),
            new RunProgress(frames, 8, 10, double.NaN, 4, isFinal, null), RunDiffusion.None, snapshot, "");
    }
}
