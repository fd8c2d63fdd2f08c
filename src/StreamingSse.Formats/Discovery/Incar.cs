namespace StreamingSse.Formats.Discovery;

/// <summary>The tags of a VASP INCAR: several on a line with ; between them, comments after # or !, lines that go on after \, any case.</summary>
internal sealed class Incar
{
    private readonly Dictionary<string, string> _tags = new(StringComparer.OrdinalIgnoreCase);

    public static Incar Read(string path)
    {
        var incar = new Incar();
        string begun = "";
        foreach (string raw in TextFile.Lines(path))
        {
            string line = begun + raw.Split('#', '!')[0].TrimEnd();
            begun = line.EndsWith('\\') ? line[..^1] + " " : "";
            if (begun.Length > 0) continue;
            foreach (string part in line.Split(';'))
                if (part.Split('=', 2) is [var tag, var value]) incar._tags.TryAdd(tag.Trim(), value.Trim()); // VASP takes the first of two
        }
        return incar;
    }

    /// <summary>The first word of a tag's value; null where the tag is not set.</summary>
    public string? Text(string tag) =>
        _tags.TryGetValue(tag, out string? value) ? Words.Of(value).FirstOrDefault() : null;

    /// <summary>NaN where the tag is not set or is no number.</summary>
    public double Number(string tag) =>
        Words.TryNumber(Text(tag), out double value) ? value : double.NaN;
}
