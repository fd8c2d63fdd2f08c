using System.Globalization;

namespace StreamingSse.Formats.Structures;

/// <summary>One data block of a CIF: single values, and columns of loops, by name in lower case.</summary>
internal sealed class CifBlock
{
    private readonly Dictionary<string, List<CifToken>> _columns = [];

    public string Name { get; private init; } = "";

    /// <summary>All blocks of a file, in order.</summary>
    public static List<CifBlock> ReadAll(string path, IEnumerable<string> lines)
    {
        List<CifBlock> blocks = [];
        using IEnumerator<CifToken> tokens = CifTokens.Of(path, lines).GetEnumerator();
        bool isThere = tokens.MoveNext();
        while (isThere)
        {
            CifToken token = tokens.Current;
            if (IsKeyword(token, "data_"))
            {
                blocks.Add(new CifBlock { Name = token.Text[5..] });
                isThere = tokens.MoveNext();
            }
            else if (blocks.Count == 0) throw new BadInputException($"{path} line {token.LineNumber}", "data_NAME before anything else", $"'{token.Text}'");
            else if (IsKeyword(token, "loop_")) isThere = blocks[^1].ReadLoop(path, tokens);
            else if (IsName(token)) isThere = blocks[^1].ReadItem(path, tokens);
            else throw new BadInputException($"{path} line {token.LineNumber}", "a name such as _cell_length_a", $"'{token.Text}'");
        }
        return blocks;
    }

    /// <summary>The rows of a column of a loop; empty where there is none.</summary>
    public IReadOnlyList<CifToken> Column(params string[] names) => names.Select(name => _columns.GetValueOrDefault(name)).FirstOrDefault(column => column is not null) ?? [];

    public string? Text(params string[] names) => Column(names) is [var only, ..] && only.Text is not ("?" or ".") ? only.Text : null;

    /// <summary>NaN for one that is left open (? or .); null for a text that is no number. An uncertainty in brackets is left away.</summary>
    public static double? Number(string text)
    {
        if (text is "?" or ".") return double.NaN;
        int bracket = text.IndexOf('(', StringComparison.Ordinal);
        return double.TryParse(bracket > 0 ? text[..bracket] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
    }

    private bool ReadItem(string path, IEnumerator<CifToken> tokens)
    {
        CifToken name = tokens.Current;
        if (!tokens.MoveNext() || IsName(tokens.Current) || IsKeyword(tokens.Current, "loop_") || IsKeyword(tokens.Current, "data_"))
            throw new BadInputException($"{path} line {name.LineNumber}", $"a value of {name.Text}", "none");
        _columns[name.Text.ToLowerInvariant()] = [tokens.Current];
        return tokens.MoveNext();
    }

    private bool ReadLoop(string path, IEnumerator<CifToken> tokens)
    {
        int lineNumber = tokens.Current.LineNumber;
        List<List<CifToken>> columns = [];
        bool isThere;
        while ((isThere = tokens.MoveNext()) && IsName(tokens.Current)) columns.Add(_columns[tokens.Current.Text.ToLowerInvariant()] = []);
        int count = 0;
        for (; isThere && !IsName(tokens.Current) && !IsKeyword(tokens.Current, "loop_") && !IsKeyword(tokens.Current, "data_"); isThere = tokens.MoveNext())
        {
            if (columns.Count == 0) throw new BadInputException($"{path} line {lineNumber}", "names of columns after loop_", $"'{tokens.Current.Text}'");
            columns[count++ % columns.Count].Add(tokens.Current);
        }
        if (columns.Count > 0 && count % columns.Count != 0)
            throw new BadInputException($"{path} line {lineNumber}", $"rows of {columns.Count} values in this loop", $"{count} values");
        return isThere;
    }

    private static bool IsName(CifToken token) => !token.IsText && token.Text.StartsWith('_');

    private static bool IsKeyword(CifToken token, string keyword) => !token.IsText && token.Text.StartsWith(keyword, StringComparison.OrdinalIgnoreCase);
}
