using System.Text;
using System.Text.RegularExpressions;

namespace StreamingSse.Views.Tests.Terminal;

/// <summary>As much of a terminal as the view uses: cursor position, clearing, and text that is not wrapped (ECMA-48).</summary>
internal sealed partial class TinyTerminal(int width, int height) : TextWriter
{
    private readonly char[][] _cells = [.. Enumerable.Range(0, height).Select(_ => Blank(width))];
    private int _row, _column;

    public override Encoding Encoding => Encoding.UTF8;

    public IEnumerable<string> Rows => _cells.Select(row => new string(row).TrimEnd());

    public override void Write(string? value)
    {
        foreach (Match token in Tokens().Matches(value ?? ""))
        {
            if (token.Groups["command"].Success) Obey(token.Groups["command"].Value, token.Groups["numbers"].Value);
            else Print(token.ValueSpan[0]);
        }
    }

    private void Print(char character)
    {
        _cells[_row][_column] = character;
        _column = Math.Min(_column + 1, width - 1);
    }

    private void Obey(string command, string numbers)
    {
        switch (command)
        {
            case "H":
                (_row, _column) = (int.Parse(numbers.Split(';')[0]) - 1, int.Parse(numbers.Split(';')[1]) - 1);
                break;
            case "J":
                foreach (char[] row in _cells) Array.Fill(row, ' ');
                break;
            case "K":
                Array.Fill(_cells[_row], ' ', _column, width - _column);
                break;
            case "m" or "h" or "l":
                break;
            default:
                throw new NotSupportedException($"expected a command that the view is known to use, got {command}");
        }
    }

    private static char[] Blank(int width)
    {
        char[] row = new char[width];
        Array.Fill(row, ' ');
        return row;
    }

    [GeneratedRegex(@"\e\[\??(?<numbers>[0-9;]*)(?<command>[A-Za-z])|.", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
