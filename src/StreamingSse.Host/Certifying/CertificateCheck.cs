using System.Globalization;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Certifying;

/// <summary>Computes a certificate's figures again from its files, and says what differs.</summary>
/// <param name="folder">Where the certificate is.</param>
internal sealed class CertificateCheck(Certificate certificate, string folder, SseConfig config)
{
    /// <returns>One line per difference; empty where there is none.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        var differences = new List<string>(Files());
        if (certificate.RuleVersion != DiffusionRule.Version) differences.Add($"rule version: certificate {certificate.RuleVersion}, this program {DiffusionRule.Version}");
        if (certificate.Trajectory.FirstOrDefault(file => !File.Exists(Full(file))) is not null) return differences; // told among the files
        RunView view = (await FinishedRuns.ReadAsync([Setup()], config, _ => { }, stop))[0];
        if (view.End is { Failed: true } end) return [.. differences, end.Reason];
        if (view.Latest?.Snapshot is not { } snapshot) return [.. differences, "the trajectory: certificate of whole frames, recomputed of none"];
        differences.AddRange(Figures(snapshot));
        return differences;
    }

    private IEnumerable<string> Files()
    {
        foreach (CertifiedFile file in certificate.Files)
        {
            if (!File.Exists(Full(file.Path))) yield return $"{file.Path}: certificate of a file of {file.Bytes} bytes, none there";
            else if (new CertificateMaker(folder).Hash(Full(file.Path)) is var now && now.Sha256 != file.Sha256)
                yield return $"{file.Path}: certificate SHA-256 {file.Sha256} ({file.Bytes} bytes), now {now.Sha256} ({now.Bytes} bytes)";
        }
    }

    private IEnumerable<string> Figures(RunSnapshot snapshot)
    {
        IReadOnlyDictionary<string, double?> now = CertificateMaker.Figures(snapshot);
        if ((snapshot.Verdict?.StateName ?? "none") != certificate.State) yield return $"state: certificate {certificate.State}, recomputed {snapshot.Verdict?.StateName ?? "none"}";
        foreach (string name in certificate.Figures.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            double? then = certificate.Figures.GetValueOrDefault(name), again = now.GetValueOrDefault(name);
            if (!Nullable.Equals(then, again)) yield return $"{name}: certificate {Write(then)}, recomputed {Write(again)}";
        }
    }

    private RunSetup Setup()
    {
        CertifiedOptions said = certificate.Options;
        var options = new RunOptions
        {
            MobileSpecies = said.Species,
            SpecieOfType = said.SpecieOfType,
            TimestepFs = said.TimestepFs,
            FrameFs = said.FrameFs,
            TemperatureK = said.TemperatureK,
            FromPs = said.FromPs,
            ToPs = said.ToPs,
            Chain = certificate.Trajectory.Count > 1 ? true : null,
        };
        var setups = new RunSetups(config, options, new FollowOptions(), SnapshotPace.OnlyAtTheEnd)
        {
            Target = said.TargetRelative,
            Drift = Choice<DriftMode>(said.Drift),
            Unwrap = Choice<UnwrapMode>(said.Unwrap),
        };
        return setups.For([.. certificate.Trajectory.Select(Full)])[0];
    }

    private static T Choice<T>(string text) where T : struct, Enum =>
        Enum.TryParse(text, out T value) ? value : throw new BadInputException("the certificate", $"one of {string.Join(", ", Enum.GetNames<T>())}", text);

    private string Full(string path) => Path.GetFullPath(path, folder);

    private static string Write(double? value) => value is double known ? known.ToString("R", CultureInfo.InvariantCulture) : "none";
}
