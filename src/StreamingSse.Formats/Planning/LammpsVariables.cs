using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Formats.Planning;

/// <summary>The variables of a LAMMPS script that its text alone decides; what another kind holds (loop, getenv, formulas of the running simulation) is left as it is written.</summary>
internal sealed partial class LammpsVariables
{
    private readonly Dictionary<string, (bool IsFormula, string Text)> _known = [];

    /// <summary>Takes a <c>variable</c> or <c>next</c> command.</summary>
    public void Take(string[] words)
    {
        if (words is ["next", .. var names])
            foreach (string name in names) _known.Remove(name); // which value a loop has come to is not known
        if (words is not ["variable", var variable, var style, .. var value]) return;
        string text = value is [] ? "" : Unquoted(string.Join(' ', value));
        switch (style)
        {
            case "equal": _known[variable] = (true, text); break;
            case "string": _known[variable] = (false, text); break;
            case "index": _known.TryAdd(variable, (false, value is [] ? "" : Unquoted(value[0]))); break; // LAMMPS keeps the first of two
            default: _known.Remove(variable); break;
        }
    }

    /// <summary>The line with what is known put in.</summary>
    public string PutIn(string line) => Reference().Replace(line, found =>
        (found.Groups["formula"] is { Success: true } formula ? LammpsFormula.Evaluate(formula.Value, NumberOf) is double number ? Written(number) : null
            : TextOf(found.Groups["name"].Value)) ?? found.Value);

    private string? TextOf(string name) => !_known.TryGetValue(name, out var variable) ? null
        : !variable.IsFormula ? variable.Text : NumberOf(name) is double number ? Written(number) : null;

    private double? NumberOf(string name)
    {
        if (!_known.Remove(name, out var variable)) return null; // away meanwhile: a formula that names itself has no value
        double? value = LammpsFormula.Evaluate(variable.Text, NumberOf);
        _known[name] = variable;
        return value;
    }

    private static string Written(double number) => number.ToString("G15", CultureInfo.InvariantCulture);

    private static string Unquoted(string text) => text.Trim('"', '\'');

    // ${name}, $x of one letter, or $(formula).
    [GeneratedRegex(@"\$(\{(?<name>\w+)\}|(?<name>[A-Za-z0-9])(?!\w|\()|\((?<formula>[^()]*(\([^()]*\)[^()]*)*)\))")]
    private static partial Regex Reference();
}
