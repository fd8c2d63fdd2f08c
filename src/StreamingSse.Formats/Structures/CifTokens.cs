using System.Text;

namespace StreamingSse.Formats.Structures;

/// <summary>One word of a CIF.</summary>
/// <param name="IsText">It stood in quotes or in a text field: never a name or a keyword.</param>
internal readonly record struct CifToken(string Text, bool IsText, int LineNumber);

/// <summary>Cuts a CIF into words: quotes, text fields between semicolons, comments (S. R. Hall et al., Acta Cryst. A 1991, 47, 655).</summary>
internal static class CifTokens
{
    public static IEnumerable<CifToken> Of(string path, IEnumerable<string> lines)
    {
        StringBuilder? field = null;
        int lineNumber = 0, fieldLine = 0;
        foreach (string line in lines)
        {
            lineNumber++;
            if (field is not null)
            {
                if (!line.StartsWith(';'))
                {
                    field.Append(line).Append('\n');
                    continue;
                }
                yield return new CifToken(field.ToString(), true, fieldLine);
                field = null;
                foreach (CifToken token in OfLine(path, line[1..], lineNumber)) yield return token;
            }
            else if (line.StartsWith(';')) (field, fieldLine) = (new StringBuilder(line[1..]).Append('\n'), lineNumber);
            else foreach (CifToken token in OfLine(path, line, lineNumber)) yield return token;
        }
        if (field is not null) throw new BadInputException($"{path} line {fieldLine}", "a text field that ends with ; at the start of a line", "the end of the file");
    }

    private static IEnumerable<CifToken> OfLine(string path, string line, int lineNumber)
    {
        int at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            if (at == line.Length || line[at] == '#') yield break;
            int start = at;
            if (line[at] is '\'' or '"')
            {
                // A quote ends it only before white space: 'a dog's life' is one word.
                int end = at + 1;
                while (end < line.Length && !(line[end] == line[at] && (end + 1 == line.Length || char.IsWhiteSpace(line[end + 1])))) end++;
                if (end == line.Length) throw new BadInputException($"{path} line {lineNumber}", $"a closing {line[at]}", $"'{line.Trim()}'");
                at = end + 1;
                yield return new CifToken(line[(start + 1)..end], true, lineNumber);
                continue;
            }
            while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
            yield return new CifToken(line[start..at], false, lineNumber);
        }
    }
}
