using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Pipeline.Links;

/// <summary>What the folders above a run say of it, where they are named as in the database of López et al. (2023) or after a temperature.</summary>
/// <remarks>…/Ag-based/AgCrSe2/AIMD/non-stoichiometric/500K (one of theirs is called -900K); elsewhere a folder such as 600K or T600 gives the temperature alone.</remarks>
public static partial class PathTags
{
    public static RunTags Of(string path)
    {
        string[] parts = Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        double temperatureK = parts.Reverse().Select(TemperatureOf).FirstOrDefault(double.IsFinite, double.NaN);
        int kind = Array.FindLastIndex(parts, part => part is "stoichiometric" or "non-stoichiometric");
        if (kind < 0) return RunTags.None with { TemperatureK = temperatureK };
        string? material = parts.Take(kind).LastOrDefault(part => part is not ("AIMD" or "Data"));
        return new RunTags(material, parts[kind] == "stoichiometric", temperatureK, double.NaN, null);
    }

    private static double TemperatureOf(string part) =>
        Temperature().Match(part) is { Success: true } match ? double.Parse(match.Groups["k"].Value, CultureInfo.InvariantCulture) : double.NaN;

    [GeneratedRegex(@"^(?:T[_=-]?(?<k>\d{2,4}(?:\.\d+)?)K?|-?(?<k>\d{2,4}(?:\.\d+)?)_?K)$", RegexOptions.IgnoreCase)]
    private static partial Regex Temperature();
}
