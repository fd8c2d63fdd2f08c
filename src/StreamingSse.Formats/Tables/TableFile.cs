using System.Globalization;
using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Formats.Tables;

/// <summary>A table as read, and what was wrong in it.</summary>
/// <param name="Lines">The line of the file that each row begins on.</param>
public sealed record TableFile(DataTable Table, IReadOnlyList<int> Lines, IReadOnlyList<BadInput> Problems)
{
    /// <summary>A column with at least this share of numbers among its values is one of numbers; its other values are reported.</summary>
    private const double NumberShare = 0.8;

    /// <summary>Case matters: NA is missing, Na is sodium.</summary>
    private static readonly string[] MissingWords = ["", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "none", "-", "?"];

    public static TableFile Read(string path, TableOptions options)
    {
        try
        {
            using StreamReader text = File.OpenText(path);
            return Read(text, path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "a table that can be read", e.Message);
        }
    }

    public static TableFile Read(TextReader text, string where, TableOptions options)
    {
        List<BadInput> problems = [];
        List<(int Line, List<string> Fields)> records = [.. CsvRecords.Of(text, where)];
        if (records.Count == 0) throw new BadInputException(where, "a header line of column names", "no line at all");
        string[] names = Names(records[0].Fields, $"{where} line {records[0].Line}", problems);
        foreach (string asked in options.Categories.Concat(options.Ignored).Concat(options.Logarithms)) AssertKnown(asked, names, where);

        List<(int Line, List<string> Fields)> rows = [];
        foreach ((int line, List<string> fields) in records.Skip(1))
        {
            if (fields.Count == names.Length) rows.Add((line, fields));
            else problems.Add(new BadInput($"{where} line {line}", $"{names.Length} fields", $"{fields.Count}; the line is left out"));
        }
        if (rows.Count == 0) throw new BadInputException(where, "at least one row below the header", "none");

        List<NumberColumn> numbers = [];
        List<WordColumn> words = [];
        for (int column = 0; column < names.Length; column++)
        {
            if (options.Ignored.Contains(names[column])) continue;
            string?[] cells = [.. rows.Select(row => MissingWords.Contains(row.Fields[column]) ? null : row.Fields[column])];
            if (options.Categories.Contains(names[column]) || !(options.Numbers.Contains(names[column]) || MostlyNumbers(cells))) words.Add(new WordColumn(names[column], cells));
            else numbers.Add(Numbers(names[column], cells, rows, where, options.Logarithms.Contains(names[column]), problems));
        }
        return new TableFile(new DataTable(rows.Count, numbers, words), [.. rows.Select(row => row.Line)], problems);
    }

    private static string[] Names(List<string> header, string where, List<BadInput> problems)
    {
        HashSet<string> taken = [];
        string[] names = new string[header.Count];
        for (int column = 0; column < names.Length; column++)
        {
            string given = header[column].Length > 0 ? header[column] : $"column {column + 1}", name = given;
            for (int copy = 2; !taken.Add(name); copy++) name = $"{given} ({copy})";
            if (name != header[column])
            {
                problems.Add(new BadInput(
                    where, "a name of its own for every column", $"'{header[column]}' for column {column + 1}; it is called '{name}'"));
            }
            names[column] = name;
        }
        return names;
    }

    private static void AssertKnown(string asked, string[] names, string where)
    {
        if (!names.Contains(asked)) throw new BadInputException(where, $"a column '{asked}'", string.Join(", ", names));
    }

    private static bool MostlyNumbers(string?[] cells)
    {
        int present = cells.Count(cell => cell is not null);
        return cells.Count(cell => cell is not null && TryParse(cell, out _)) >= NumberShare * present; // also where nothing is present
    }

    private static NumberColumn Numbers(
        string name, string?[] cells, List<(int Line, List<string> Fields)> rows, string where, bool logarithm, List<BadInput> problems)
    {
        double[] values = new double[cells.Length];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = double.NaN;
            if (cells[row] is not { } cell) continue;
            string place = $"{where} line {rows[row].Line}, column '{name}'";
            if (!TryParse(cell, out double value)) problems.Add(new BadInput(place, "a number", $"'{cell}'; it counts as missing"));
            else if (logarithm && value <= 0) problems.Add(new BadInput(place, "a number above zero for its logarithm", $"'{cell}'; it counts as missing"));
            else values[row] = logarithm ? Math.Log10(value) : value;
        }
        return new NumberColumn(logarithm ? $"log10({name})" : name, values);
    }

    private static bool TryParse(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
