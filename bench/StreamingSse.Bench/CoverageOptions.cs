using System.Globalization;

namespace StreamingSse.Bench;

/// <summary>What <c>sse-bench coverage</c> was asked to do.</summary>
internal sealed record CoverageOptions
{
    public const string Usage =
        "usage: sse-bench coverage [--group original|tune|judge|fresh] [--models a,b] [--ions 16,64,200] [--eps 0.3,0.2] [--seeds 60] [--first-seed 0]"
        + " [--cap-ps 1000] [--frame-ps 0.5] [--paper] [--misses] [--oracle] [--scores 100,300] | --cost";

    public string Group { get; private init; } = "original";

    public string[] Models { get; private init; } = [];

    public int[] Ions { get; private init; } = [16, 64, 200];

    public double[] Targets { get; private init; } = [0.3, 0.2];

    public int Seeds { get; private init; } = 60;

    public int FirstSeed { get; private init; }

    public double CapPs { get; private init; } = 1000;

    public double FramePs { get; private init; } = 0.5;

    /// <summary>Judge the paper's estimator with its least-squares bar instead of the rule.</summary>
    public bool Paper { get; private init; }

    /// <summary>Also lists every stop whose interval misses the truth.</summary>
    public bool Misses { get; private init; }

    /// <summary>Also says when an estimator that knows the memory would have stopped.</summary>
    public bool Oracle { get; private init; }

    /// <summary>Times at which intervals are scored instead of stops studied, ps; none by default.</summary>
    public double[] ScoresAtPs { get; private init; } = [];

    public static CoverageOptions Parse(ReadOnlySpan<string> arguments)
    {
        CoverageOptions options = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (options.WithFlag(arguments[i]) is { } flagged)
            {
                options = flagged;
                continue;
            }
            string name = arguments[i], value = ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{name}: expected a value, got none. {Usage}");
            options = options.With(name, value);
        }
        return options;
    }

    public bool Wants(string group, string model) => Models.Length > 0 ? Models.Contains(model) : group == Group;

    private CoverageOptions? WithFlag(string name) => name switch
    {
        "--paper" => this with { Paper = true },
        "--misses" => this with { Misses = true },
        "--oracle" => this with { Oracle = true },
        _ => null,
    };

    private CoverageOptions With(string name, string value) => name switch
    {
        "--group" => this with { Group = value },
        "--models" => this with { Models = value.Split(',') },
        "--ions" => this with { Ions = [.. value.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture))] },
        "--eps" => this with { Targets = [.. value.Split(',').Select(Number)] },
        "--seeds" => this with { Seeds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--scores" => this with { ScoresAtPs = [.. value.Split(',').Select(Number)] },
        "--first-seed" => this with { FirstSeed = int.Parse(value, CultureInfo.InvariantCulture) },
        "--cap-ps" => this with { CapPs = Number(value) },
        "--frame-ps" => this with { FramePs = Number(value) },
        _ => throw new ArgumentException($"expected a known option, got {name}. {Usage}"),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
