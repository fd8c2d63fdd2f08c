using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamingSse.Formats;

namespace StreamingSse.Host.Certifying;

/// <summary>What is said of a run, with all that it takes to say it again: the files' hashes, the options, the version of the rule, the figures.</summary>
/// <param name="Trajectory">The run's files in order, by their path from the certificate's folder.</param>
/// <param name="Files">Every file that was used, the trajectory and those beside it that something was inferred from.</param>
/// <param name="Figures">null where a figure cannot be stood behind.</param>
internal sealed record Certificate(
    int Format, string Program, string RuleVersion, DateTimeOffset Time, string Engine, IReadOnlyList<string> Trajectory, IReadOnlyList<CertifiedFile> Files, CertifiedOptions Options,
    string State, string Reason, IReadOnlyDictionary<string, double?> Figures)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Form);

    public static Certificate Read(string path)
    {
        if (!File.Exists(path)) throw new BadInputException(path, "a certificate", "no file");
        try
        {
            Certificate? read = JsonSerializer.Deserialize<Certificate>(File.ReadAllText(path), Form);
            if (read is null) throw new BadInputException(path, "a certificate", "nothing");
            return read.Format == CurrentFormat ? read : throw new BadInputException(path, $"a certificate of format {CurrentFormat}", $"{read.Format}");
        }
        catch (JsonException bad)
        {
            throw new BadInputException(path, "a certificate that sse certify wrote", bad.Message);
        }
    }
}

/// <param name="Path">From the certificate's folder.</param>
internal sealed record CertifiedFile(string Path, long Bytes, string Sha256);

/// <summary>What was said and found about the run, so that nothing has to be found again; null where it does not apply.</summary>
internal sealed record CertifiedOptions(
    IReadOnlyList<string> Species, IReadOnlyDictionary<string, string> SpecieOfType, double? TimestepFs, double? FrameFs, double? TemperatureK, double? FromPs, double? ToPs,
    string Drift, string Unwrap, double TargetRelative);
