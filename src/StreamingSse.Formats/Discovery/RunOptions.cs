namespace StreamingSse.Formats.Discovery;

/// <summary>What the user said about a run; null or empty where nothing was said.</summary>
public sealed record RunOptions
{
    /// <summary>Mobile species, --specie Li.</summary>
    public IReadOnlyList<string> MobileSpecies { get; init; } = [];

    /// <summary>Type number → specie, --species 1=Li,2=O.</summary>
    public IReadOnlyDictionary<string, string> SpecieOfType { get; init; } = new Dictionary<string, string>();

    /// <summary>MD step, fs; the frames' own step numbers give the spacing.</summary>
    public double? TimestepFs { get; init; }

    /// <summary>Spacing of frames where the file has no step numbers, fs.</summary>
    public double? FrameFs { get; init; }

    public double? TemperatureK { get; init; }

    /// <summary>Frames before this are left out, ps since the start of the run.</summary>
    public double? FromPs { get; init; }

    /// <summary>Frames after this are left out, ps since the start of the run.</summary>
    public double? ToPs { get; init; }

    /// <summary>True: the paths are segments of one chain. False: replicas. Null: inferred.</summary>
    public bool? Chain { get; init; }

    /// <summary>What holds for runs that are read from a socket.</summary>
    public ImdOptions Imd { get; init; } = new();
}
