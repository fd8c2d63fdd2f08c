using System.Collections.Concurrent;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Tests.Stopping;

/// <summary>A run of LAMMPS in a folder, and snapshots of it as the verdict really gives them for a random walk.</summary>
internal static class ConvergedWalk
{
    private const int IonCount = 64;
    private const double FramePs = 0.5, StepA = 2;
    private static readonly ConcurrentDictionary<(double AtPs, double TargetRelative), JoinedSnapshot> Walked = new();

    /// <summary>After so many ps of a walk that converges to ±50 % long before 400 ps.</summary>
    public static JoinedSnapshot Snapshot(double atPs, double targetRelative) => Walked.GetOrAdd((atPs, targetRelative), at => Walk(at.AtPs, at.TargetRelative));

    private static JoinedSnapshot Walk(double atPs, double targetRelative)
    {
        var levels = new LocalDiffusivityLevels(IonCount, FramePs);
        var rule = new StopRule(targetRelative);
        var random = new Random(7);
        double[] positionsA = new double[3 * IonCount];
        long frameCount = 0;
        for (double ps = 0; ps <= atPs; ps += FramePs, frameCount++)
        {
            levels.Add(ps, positionsA);
            if (rule.IsDue(levels)) rule.Check(levels);
            for (int c = 0; c < positionsA.Length; c++) positionsA[c] += StepA * (random.NextDouble() - 0.5);
        }

        DiffusionVerdict verdict = DiffusionVerdict.Of(levels, rule, new TransportConditions(1, 600, 1000));
        var facts = new RunFacts(
            "run", [], "LAMMPS", IonCount, frameCount, 0, atPs, FramePs, new Dictionary<string, int>(), 600, new Dictionary<string, double>(), "none", "all", [], []);
        var snapshot = new RunSnapshot(facts, new MobileDiffusion("Li", "framework", null, null), [], [], [], [], new Dictionary<string, string>()) { Verdict = verdict };
        return new JoinedSnapshot(snapshot, 0, [], 0);
    }

    /// <summary>The setup of a run whose trajectory is in the folder.</summary>
    public static RunSetup Setup(string folder, string engine, string trajectory)
    {
        var atoms = new AtomTable(["Li", "O"], new Dictionary<string, double> { ["Li"] = 6.94, ["O"] = 16 });
        var plan = new RunPlan(
            folder, engine, TrajectoryFormat.LammpsDump, [Path.Combine(folder, trajectory)], atoms, 2, double.NaN, "metal", 600, ["Li"], null, null, [], []);
        return new RunSetup(
            "run", plan, new FollowOptions(), new AnalysisOptions(MobileSpecies.Named("Li")), UnwrapMode.Displacements, 1, 1 << 20, 4, SnapshotPace.OnlyAtTheEnd);
    }
}
