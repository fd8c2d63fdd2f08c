using System.Text;

namespace StreamingSse.Formats.Tables;

/// <summary>The records of separated text (RFC 4180): quoted fields may hold separators, doubled quotes and line ends.</summary>
internal static class CsvRecords
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Each record with the number of the line it begins on; empty lines and lines that begin with # are passed over.</summary>
    public static IEnumerable<(int Line, List<string> Fields)> Of(TextReader text, string where)
    {
        char separator = '\0';
        int line = 0;
        for (string? begun; (begun = text.ReadLine()) is not null;)
        {
            int first = ++line;
            if (begun.Trim().Length == 0 || begun[0] == '#') continue;
            if (separator == '\0') separator = Separators.MaxBy(candidate => begun.Count(c => c == candidate));
            string record = begun;
            while (record.Count(c => c == '"') % 2 == 1)
            {
                if (text.ReadLine() is not { } more) throw new BadInputException($"{where} line {first}", "a closing quote", "the end of the file");
                record += "\n" + more;
                line++;
            }
            yield return (first, Split(record, separator));
        }
    }

    private static List<string> Split(string record, char separator)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < record.Length; i++)
        {
            char c = record[i];
            if (c == '"' && quoted && i + 1 < record.Length && record[i + 1] == '"') field.Append(record[i++]);
            else if (c == '"') quoted = !quoted;
            else if (c == separator && !quoted) End();
            else field.Append(c);
        }
        End();
        return fields;

        void End()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
