using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Watching;

/// <summary>Turns paths, options, the answers kept beside the runs and the settings into what the pipeline is started with.</summary>
/// <param name="Options">What the command line says about the runs; it wins over sse.conf, which wins over what is found.</param>
internal sealed record RunSetups(SseConfig Config, RunOptions Options, FollowOptions Follow, SnapshotPace Pace)
{
    public FitRange? Fit { get; init; }

    /// <summary>Half-width of the interval on D that counts as converged, in parts of D.</summary>
    public double? Target { get; init; }

    public DriftMode? Drift { get; init; }

    public VdosMode? Vdos { get; init; }

    public UnwrapMode? Unwrap { get; init; }

    /// <summary>One setup per run; several paths are several runs unless they are said to be one chain.</summary>
    public IReadOnlyList<RunSetup> For(IReadOnlyList<string> paths)
    {
        if (!Follow.Follow && paths.FirstOrDefault(ImdAddress.IsMeant) is string socket) throw new BadInputException(socket, "a file or a folder", "a socket: sse watch reads those");
        bool isOneChain = paths.Count > 1 && Options.Chain == true;
        RunPlan[] Plans(Func<RunOptions, string, RunPlan> find) => [.. paths.Select(path => find(Merge(RunAnswers.FindFor(PlaceOf(path)).Options), path))];
        RunPlan[] plans = isOneChain
            ? [RunDiscovery.FindChain(paths, Merge(RunAnswers.FindFor(paths[0]).Options))]
            : Plans((options, path) => RunDiscovery.Find(path, options));
        string[] names = RunNames.Unique([.. plans.Select(plan => plan.Path)]);
        return [.. plans.Select((plan, i) => Setup(plan, names[i], plans.Length))];
    }

    // What was answered about a socket is kept beside the file that names its atoms.
    private string PlaceOf(string path) => ImdAddress.IsMeant(path) ? Options.Imd.Topology ?? "." : path;

    private RunSetup Setup(RunPlan plan, string name, int runCount)
    {
        RunAnswers answers = RunAnswers.FindFor(PlaceOf(plan.Path));
        RunPlan told = plan with { Inferred = [.. plan.Inferred, .. answers.Found] };
        var mobile = new MobileSpecies(plan.MobileSpecies, [], "");
        var analysis = new AnalysisOptions(mobile)
        {
            Drift = Drift ?? answers.Drift ?? Config.Analysis.Drift,
            Vdos = Vdos ?? answers.Vdos ?? Config.Analysis.Vdos,
            StatedTemperatureK = plan.StatedTemperatureK,
            FitPs = Fit is { } fit ? (fit.FromPs, fit.ToPs) : null,
            TargetRelative = Target ?? Config.Verdict.TargetRelative,
            TemperatureTolerance = Config.Warnings.TemperatureRelative,
            LowestNyquistMev = Config.Warnings.NyquistMev,
            VdosLagsPs = Config.Analysis.VdosLagsPs,
            LowCutoffMev = Config.Analysis.OmegaCutoffMev,
        };
        return new RunSetup(
            name, told, Follow, analysis, Unwrap ?? Config.Analysis.Unwrap, Config.Analysis.VacfMaxLagPs,
            Config.Memory.Budget.Bytes / runCount, Config.Stream.BufferFrames, Pace)
        {
            Tags = answers.Tags,
        };
    }

    private RunOptions Merge(RunOptions answered) => new()
    {
        MobileSpecies = Options.MobileSpecies.Count > 0 ? Options.MobileSpecies : answered.MobileSpecies,
        SpecieOfType = Options.SpecieOfType.Count > 0 ? Options.SpecieOfType : answered.SpecieOfType,
        TimestepFs = Options.TimestepFs ?? answered.TimestepFs,
        FrameFs = Options.FrameFs ?? answered.FrameFs,
        TemperatureK = Options.TemperatureK ?? answered.TemperatureK,
        FromPs = Options.FromPs ?? answered.FromPs,
        ToPs = Options.ToPs ?? answered.ToPs,
        Chain = Options.Chain ?? answered.Chain,
        Imd = Options.Imd,
    };
}
