using System.Security.Cryptography;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Certifying;

/// <summary>Makes a certificate of a run's snapshot at its last frame.</summary>
/// <param name="folder">Where the certificate is kept: paths are relative to it.</param>
internal sealed class CertificateMaker(string folder)
{
    public Certificate Make(RunSetup setup, RunOptions given, RunSnapshot snapshot, DateTimeOffset now)
    {
        RunPlan plan = setup.Plan;
        return new Certificate(
            Certificate.CurrentFormat, $"sse {typeof(CertificateMaker).Assembly.GetName().Version?.ToString(3)}", DiffusionRule.Version, now, plan.Engine,
            [.. plan.Segments.Select(Relative)], [.. UsedFiles(plan).Select(Hash)], Options(setup, given),
            snapshot.Verdict?.StateName ?? "none", snapshot.Verdict?.Reason ?? "nothing can diffuse, or the frames have no positions", Figures(snapshot));
    }

    public CertifiedFile Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return new CertifiedFile(Relative(path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private string Relative(string path) => Path.GetRelativePath(folder, path);

    private static CertifiedOptions Options(RunSetup setup, RunOptions given) => new(
        setup.Plan.MobileSpecies, given.SpecieOfType, Known(setup.Plan.TimestepFs), Known(setup.Plan.FrameFs), Known(setup.Plan.StatedTemperatureK), setup.Plan.FromPs, setup.Plan.ToPs,
        setup.Analysis.Drift.ToString(), setup.Unwrap.ToString(), setup.Analysis.TargetRelative);

    /// <summary>Everything that is said of the run, by name; docs/stopping.md explains each.</summary>
    public static IReadOnlyDictionary<string, double?> Figures(RunSnapshot snapshot)
    {
        var figures = new SortedDictionary<string, double?>(StringComparer.Ordinal)
        {
            ["atomCount"] = snapshot.Run.AtomCount,
            ["frameCount"] = snapshot.Run.FrameCount,
            ["framePs"] = Known(snapshot.Run.FramePs),
            ["simulatedPs"] = Known(snapshot.Run.LastPs - snapshot.Run.FirstPs),
            ["paperDA2PerPs"] = Known(snapshot.Mobile?.Paper?.DA2PerPs ?? double.NaN),
            ["stopAtPs"] = Known(snapshot.Verdict?.StopAtPs ?? double.NaN),
        };
        if (snapshot.Verdict?.Found is { } found)
        {
            Put("d", "A2PerPs", found.D);
            figures["upperBound95A2PerPs"] = Known(found.UpperBound95);
            figures["testedLagPs"] = Known(found.TestedLagPs);
            figures["onsetLagPs"] = Known(found.OnsetLagPs);
            figures["discardedPs"] = Known(found.DiscardedPs);
            figures["collectivity"] = Known(found.Collectivity);
            figures["hops"] = Known(found.Hops);
        }

        if (snapshot.Verdict?.Transport is { } transport)
        {
            Put("sigmaNernstEinstein", "SPerCm", transport.SigmaNernstEinsteinSPerCm);
            Put("sigmaCollective", "SPerCm", transport.SigmaCollectiveSPerCm);
            Put("haven", "", transport.Haven);
            Put("dX", "A2PerPs", transport.DXA2PerPs);
            Put("dY", "A2PerPs", transport.DYA2PerPs);
            Put("dZ", "A2PerPs", transport.DZA2PerPs);
        }

        return figures;

        void Put(string name, string unit, Interval interval)
        {
            figures[name + unit] = Known(interval.Value);
            figures[name + "Low95" + unit] = Known(interval.Low95);
            figures[name + "High95" + unit] = Known(interval.High95);
        }
    }

    // The trajectory, CP2K's other files of it, and those that something was inferred from: 'log.lammps: units'.
    private static IEnumerable<string> UsedFiles(RunPlan plan)
    {
        string[] folders = [.. plan.Segments.Select(segment => Path.GetDirectoryName(Path.GetFullPath(segment))!).Distinct()];
        IEnumerable<string> companions = plan.Segments.Where(segment => segment.Contains("-pos-", StringComparison.Ordinal)).SelectMany(Companions);
        IEnumerable<string> told = plan.Inferred.SelectMany(fact => folders.Select(folder => Path.Combine(folder, fact.From.Split(": ")[0])));
        return plan.Segments.Concat(companions).Concat(told).Where(File.Exists).Select(Path.GetFullPath).Distinct();
    }

    private static IEnumerable<string> Companions(string positions)
    {
        string name = Path.GetFileName(positions), folder = Path.GetDirectoryName(positions)!;
        string velocities = name.Replace("-pos-", "-vel-", StringComparison.Ordinal), cell = name.Replace("-pos-", "-", StringComparison.Ordinal).Replace(".xyz", ".cell", StringComparison.Ordinal);
        return new[] { velocities, cell }.Select(other => Path.Combine(folder, other));
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
