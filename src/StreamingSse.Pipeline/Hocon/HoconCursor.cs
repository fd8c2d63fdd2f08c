using System.Globalization;
using System.Text;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>A place in a HOCON text: whitespace, comments, quoted and unquoted strings.</summary>
internal sealed class HoconCursor(string text, string file)
{
    private const string Forbidden = "$\"{}[]:=,+#`^?!@*&\\";

    private int _position;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _position >= text.Length;

    public HoconOrigin Origin => new(file, _line, _position - _lineStart + 1);

    /// <summary>The next character; NUL at the end.</summary>
    public char Next => Ahead(0);

    public bool AtComment => Next == '#' || (Next == '/' && Ahead(1) == '/');

    /// <summary>True where a value on this line cannot go on.</summary>
    public bool AtValueEnd => AtEnd || Next is '\n' or ',' or '}' or ']' || AtComment;

    /// <summary>What stands here, for a message.</summary>
    public string Found => AtEnd ? "the end of the text" : Next == '\n' ? "the end of the line" : $"'{Next}'";

    public char Ahead(int count) => _position + count < text.Length ? text[_position + count] : '\0';

    public bool StartsWith(string word) => text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal);

    public void Skip(int count)
    {
        for (; count > 0; count--)
        {
            if (text[_position++] != '\n') continue;
            _line++;
            _lineStart = _position;
        }
    }

    /// <summary>Consumes whitespace within the line.</summary>
    public string TakeBlank()
    {
        int from = _position;
        while (!AtEnd && IsBlank(Next)) _position++;
        return text[from.._position];
    }

    /// <summary>Consumes whitespace, comments and line ends; true where there was a line end.</summary>
    public bool SkipLines()
    {
        int line = _line;
        while (!AtEnd)
        {
            if (IsBlank(Next) || Next == '\n') Skip(1);
            else if (AtComment) while (!AtEnd && Next != '\n') _position++;
            else break;
        }
        return _line > line;
    }

    /// <summary>Consumes an unquoted string up to a forbidden character, whitespace, a comment or a stop; may be empty.</summary>
    public string TakeUnquoted(char stop = '\0')
    {
        int from = _position;
        if (stop == '\0' && (char.IsAsciiDigit(Next) || Next == '-')) SkipNumber();
        while (!AtEnd && Next != stop && Next != '\n' && !IsBlank(Next) && !Forbidden.Contains(Next) && !AtComment) _position++;
        return text[from.._position];
    }

    /// <summary>Consumes a string in quotes or in triple quotes.</summary>
    public string TakeQuoted() => StartsWith("\"\"\"") ? TakeTripleQuoted() : TakeJsonString();

    // '+' is forbidden in unquoted text but belongs to a number such as 1e+5.
    private void SkipNumber()
    {
        int end = _position;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '-' or '+' or '.' or 'e' or 'E')) end++;
        if (HoconUnits.IsNumber(text.AsSpan(_position, end - _position))) _position = end;
    }

    private string TakeTripleQuoted()
    {
        HoconOrigin start = Origin;
        int close = text.IndexOf("\"\"\"", _position + 3, StringComparison.Ordinal);
        if (close < 0) throw start.Bad("closing \"\"\"", "the end of the text");
        while (close + 3 < text.Length && text[close + 3] == '"') close++;   // extra quotes belong to the string
        string content = text[(_position + 3)..close];
        Skip(close + 3 - _position);
        return content;
    }

    private string TakeJsonString()
    {
        HoconOrigin start = Origin;
        var content = new StringBuilder();
        for (_position++; Next != '"' || AtEnd;)
        {
            if (AtEnd || Next == '\n') throw start.Bad("closing \" on the same line", Found);
            if (Next < ' ') throw Origin.Bad("no control character within quotes", $"\\u{(int)Next:x4}");
            content.Append(Next == '\\' ? TakeEscape() : text[_position++]);
        }
        _position++;
        return content.ToString();
    }

    private char TakeEscape()
    {
        HoconOrigin start = Origin;
        char name = Ahead(1);
        _position = Math.Min(_position + 2, text.Length);
        if (name != 'u')
            return name switch
            {
                '"' or '\\' or '/' => name,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw start.Bad("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", $"\\{name}"),
            };

        string digits = text[_position..Math.Min(_position + 4, text.Length)];
        if (digits.Length < 4 || !digits.All(char.IsAsciiHexDigit)) throw start.Bad("four hexadecimal digits after \\u", digits);
        _position += 4;
        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    // HOCON's whitespace, but for the newline, which separates.
    private static bool IsBlank(char c) =>
        c is '\t' or '\v' or '\f' or '\r' or ' ' or '\uFEFF' or (>= '\u001C' and <= '\u001F')
        || char.IsSeparator(c);
}
