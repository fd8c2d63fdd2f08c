using System.Text;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>Path expressions: keys and the inside of a substitution. Dots separate, unless quoted.</summary>
internal static class HoconPath
{
    /// <summary>Consumes a path up to what cannot belong to one.</summary>
    public static string[] Parse(HoconCursor at)
    {
        HoconOrigin start = at.Origin;
        var elements = new List<string>();
        var element = new StringBuilder();
        bool isQuoted = false;
        at.TakeBlank();
        while (true)
        {
            if (at.Next == '"')
            {
                element.Append(at.TakeQuoted());
                isQuoted = true;
            }
            else if (at.Next == '.')
            {
                Close();
                at.Skip(1);
            }
            else
            {
                string blank = at.TakeBlank();
                string word = at.TakeUnquoted(stop: '.');
                if (word.Length == 0 && at.Next is not ('"' or '.')) break;   // the blank ended the path
                element.Append(blank).Append(word);
            }
        }
        if (at.Next == '$') throw at.Origin.Bad("a path without substitutions", "'$'");
        Close();
        return [.. elements];

        void Close()
        {
            if (element.Length == 0 && !isQuoted)
                throw elements.Count == 0 && at.Next != '.'
                    ? start.Bad("a key", at.Found)
                    : at.Origin.Bad("a path element, quoted if it is empty", at.Found);
            elements.Add(element.ToString());
            element.Clear();
            isQuoted = false;
        }
    }

    /// <summary>A path as it could be written; elements in quotes where they need them.</summary>
    public static string Write(IEnumerable<string> path) => string.Join('.', path.Select(WriteElement));

    public static string WriteElement(string element) =>
        element.Length > 0 && element.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? element : Quote(element);

    /// <summary>A quoted string that reads back as <paramref name="text"/>.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ') quoted.Append($"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
