using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>When a run may stop, as the user says it: <c>D ±20%</c>, <c>D(Li) ±15 % after 100 ps</c>.</summary>
/// <param name="Specie">Whose D; null for the mobile specie of the run.</param>
/// <param name="TargetRelative">Half-width of the 95 % interval, in parts of D.</param>
/// <param name="AfterPs">Not before this much was simulated, ps.</param>
public sealed partial record StopWhen(string? Specie, double TargetRelative, double AfterPs)
{
    public const string Expected = "a condition such as \"D ±20%\" or \"D(Li) ±20% after 100 ps\"";
    private const double LeastPercent = 1, MostPercent = 90, PsPerNs = 1000;

    public static bool TryParse(string text, out StopWhen when)
    {
        when = new StopWhen(null, 0, 0);
        Match match = Condition().Match(text);
        if (!match.Success) return false;
        double percent = Number(match.Groups["percent"]), after = match.Groups["after"].Success ? Number(match.Groups["after"]) : 0;
        if (percent is < LeastPercent or > MostPercent) return false;
        string? specie = match.Groups["specie"].Success ? match.Groups["specie"].Value : null;
        when = new StopWhen(specie, percent / 100, after * (match.Groups["unit"].Value == "ns" ? PsPerNs : 1));
        return true;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"D{(Specie is null ? "" : $"({Specie})")} ±{100 * TargetRelative:0.###}%{(AfterPs > 0 ? $" after {AfterPs:0.###} ps" : "")}");

    private static double Number(Group digits) => double.Parse(digits.Value, CultureInfo.InvariantCulture);

    // ± may be hard to type in a job script: +- and +/- mean the same.
    [GeneratedRegex(@"^\s*D\s*(\(\s*(?<specie>[A-Za-z][A-Za-z0-9]*)\s*\))?\s*(±|\+/?-)\s*(?<percent>[0-9]+(\.[0-9]+)?)\s*%(\s+after\s+(?<after>[0-9]+(\.[0-9]+)?)\s*(?<unit>ps|ns))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}
