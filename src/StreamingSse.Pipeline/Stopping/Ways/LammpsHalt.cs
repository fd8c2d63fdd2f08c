using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>A <c>fix halt</c> that ends a LAMMPS run in order when a file appears, as its commands set it up.</summary>
/// <param name="File">As the variable names it, relative to where LAMMPS runs.</param>
internal sealed partial record LammpsHalt(string File, long EverySteps)
{
    /// <summary>The last such fix that is in force at the end of the commands; null where there is none.</summary>
    /// <param name="problem">Why a fix that is there will not do; null where nothing is wrong, or nothing is there.</param>
    public static LammpsHalt? Find(IEnumerable<string> lines, out string? problem)
    {
        var files = new Dictionary<string, string>();
        var halts = new Dictionary<string, LammpsHalt>();
        problem = null;
        foreach (string line in Commands(lines))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["variable", var name, "equal", ..] && FileTest().Match(line) is { Success: true } test) files[name] = test.Groups["file"].Value;
            if (words is ["unfix", var gone, ..]) halts.Remove(gone);
            if (words is not ["fix", var id, _, "halt", var every, var attribute, var comparison, var value, .. var rest]) continue;
            halts.Remove(id);
            if (!attribute.StartsWith("v_", StringComparison.Ordinal) || !files.TryGetValue(attribute[2..], out string? file) || file.Contains('$')) continue;
            bool isHard = Array.IndexOf(rest, "error") is >= 0 and var at && at + 1 < rest.Length && rest[at + 1] == "hard";
            if (isHard) problem = $"fix {id} halt has 'error hard', which ends LAMMPS as a failure: write 'error soft'";
            else if (Fires(comparison, value) && long.TryParse(every, CultureInfo.InvariantCulture, out long steps)) halts[id] = new LammpsHalt(file, steps);
        }

        return halts.Values.LastOrDefault();
    }

    // is_file() is 1 when the file is there and 0 when not: the fix must tell the two apart, the right way round.
    private static bool Fires(string comparison, string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double limit) && Holds(1, comparison, limit) && !Holds(0, comparison, limit);

    private static bool Holds(double x, string comparison, double limit) => comparison switch
    {
        "==" => x == limit,
        "!=" => x != limit,
        ">" => x > limit,
        ">=" => x >= limit,
        "<" => x < limit,
        "<=" => x <= limit,
        _ => false,
    };

    // Whole commands: without comments, and with lines that end in & joined.
    private static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        string begun = "";
        foreach (string raw in lines)
        {
            string line = begun + raw.Split('#')[0].TrimEnd();
            begun = line.EndsWith('&') ? line[..^1] + " " : "";
            if (begun.Length == 0) yield return line;
        }
    }

    [GeneratedRegex(@"is_file\(\s*(?<file>[^)\s]+)\s*\)")]
    private static partial Regex FileTest();
}
