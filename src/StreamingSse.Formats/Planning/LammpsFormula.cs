using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Planning;

/// <summary>Arithmetic in an equal-style variable of LAMMPS: numbers, v_name, + - * / ^ and parentheses.</summary>
internal sealed class LammpsFormula
{
    private readonly string _text;
    private readonly Func<string, double?> _variable;
    private int _at;

    private LammpsFormula(string text, Func<string, double?> variable) => (_text, _variable) = (text.Replace(" ", ""), variable);

    /// <returns>Null where it holds anything else (functions, thermo keywords), or a variable that is not known.</returns>
    public static double? Evaluate(string text, Func<string, double?> variable)
    {
        var formula = new LammpsFormula(text, variable);
        return formula.Sum() is double value && formula._at == formula._text.Length && double.IsFinite(value) ? value : null;
    }

    private double? Sum()
    {
        double? value = Product();
        while (value is not null && (Eats('+') ? 1 : Eats('-') ? -1 : 0) is var sign and not 0) value += sign * Product();
        return value;
    }

    private double? Product()
    {
        double? value = Power();
        while (value is not null)
        {
            if (Eats('*')) value *= Power();
            else if (Eats('/')) value /= Power();
            else break;
        }
        return value;
    }

    // From the left, as LAMMPS does.
    private double? Power()
    {
        double? value = Atom();
        while (value is double number && Eats('^')) value = Atom() is double exponent ? Math.Pow(number, exponent) : null;
        return value;
    }

    private double? Atom()
    {
        if (Eats('-')) return -Atom();
        if (Eats('('))
        {
            double? inner = Sum();
            return Eats(')') ? inner : null;
        }
        int begin = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '_' || (_text[_at] is '+' or '-' && IsExponent(begin)))) _at++;
        string word = _text[begin.._at];
        return word.StartsWith("v_") ? _variable(word[2..]) : Words.TryNumber(word, out double number) ? number : null;
    }

    // The sign in 1e-3.
    private bool IsExponent(int begin) => _at > begin && _text[_at - 1] is 'e' or 'E' && (char.IsAsciiDigit(_text[begin]) || _text[begin] == '.');

    private bool Eats(char one)
    {
        if (_at >= _text.Length || _text[_at] != one) return false;
        _at++;
        return true;
    }
}
