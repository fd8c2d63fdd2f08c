namespace StreamingSse.Formats.Discovery;

/// <summary>The keywords of a CP2K input, by section: MOTION/MD/TIMESTEP.</summary>
/// <remarks>Case does not count; comments begin with # or !; @SET variables are put in; other preprocessing is passed over.</remarks>
internal sealed class Cp2kInput
{
    private readonly Dictionary<string, string> _values = [], _sections = [];

    public static Cp2kInput Read(string path)
    {
        var input = new Cp2kInput();
        var sections = new Stack<string>();
        var variables = new Dictionary<string, string>();
        foreach (string raw in TextFile.Lines(path))
        {
            string line = raw.Split('#', '!')[0].Trim();
            foreach ((string name, string value) in variables) line = line.Replace($"${{{name}}}", value);
            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            string key = words[0].ToUpperInvariant(), rest = words.Length > 1 ? words[1].Trim() : "";
            if (key == "@SET")
            {
                if (Words.Of(rest) is [var variable, var set, ..]) variables[variable] = set;
            }
            else if (key.StartsWith("&END")) sections.TryPop(out _);
            else if (key[0] == '&')
            {
                sections.Push(key[1..]);
                input._sections.TryAdd(string.Join('/', sections.Reverse()), rest);
            }
            else input._values.TryAdd(string.Join('/', sections.Reverse().Append(key)), rest);
        }
        return input;
    }

    /// <summary>What stands behind the name of a section (ON, OFF, or nothing); null where there is no such section.</summary>
    public string? SectionParameter(string path) => _sections.GetValueOrDefault(path);

    public string? Text(string path) => _values.GetValueOrDefault(path);

    /// <summary>The numbers of a keyword, converted where a unit stands in brackets before them; empty where not set or not understood.</summary>
    /// <param name="unitFactors">Factor to the wanted unit, by the unit's name in small letters.</param>
    public double[] Numbers(string path, params (string Unit, double Factor)[] unitFactors)
    {
        if (Text(path) is not string text) return [];
        double factor = 1;
        if (text.StartsWith('[') && text.Split(']', 2) is [var bracket, var rest])
        {
            string unit = bracket[1..].Trim().ToLowerInvariant();
            int at = Array.FindIndex(unitFactors, known => known.Unit == unit);
            if (at < 0) return [];
            (factor, text) = (unitFactors[at].Factor, rest);
        }
        var numbers = new List<double>();
        foreach (string word in Words.Of(text))
        {
            if (!Words.TryNumber(word, out double number)) return [];
            numbers.Add(number * factor);
        }
        return [.. numbers];
    }
}
