using System.Globalization;

namespace StreamingSse.Formats.Structures;

/// <summary>A symmetry operation as a CIF writes it: x, y, z → -y, x-y, z+1/3.</summary>
/// <param name="Matrix">Shape [3, 3]: row r gives component r.</param>
/// <param name="Shift">Shape [3].</param>
internal sealed record CifOperation(double[] Matrix, double[] Shift)
{
    /// <returns>Null for a text that is none.</returns>
    public static CifOperation? Parse(string text)
    {
        string[] rows = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant().Split(',');
        var operation = new CifOperation(new double[9], new double[3]);
        if (rows.Length != 3) return null;
        for (int r = 0; r < 3; r++)
            if (!operation.ReadRow(rows[r], r)) return null;
        return operation;
    }

    public (double A, double B, double C) Apply((double A, double B, double C) x) => (Row(0, x), Row(1, x), Row(2, x));

    private double Row(int r, (double A, double B, double C) x) => Matrix[3 * r] * x.A + Matrix[3 * r + 1] * x.B + Matrix[3 * r + 2] * x.C + Shift[r];

    // Terms: ±x, ±1/2, ±0.5, ±2x, ±2*x.
    private bool ReadRow(string row, int r)
    {
        int at = 0;
        while (at < row.Length)
        {
            double sign = row[at] == '-' ? -1 : 1;
            if (row[at] is '+' or '-') at++;
            int start = at;
            while (at < row.Length && (char.IsAsciiDigit(row[at]) || row[at] is '.' or '/')) at++;
            double factor = 1;
            if (at > start && !TryFraction(row[start..at], out factor)) return false;
            if (at < row.Length && row[at] == '*') at++;
            if (at < row.Length && "xyz".IndexOf(row[at], StringComparison.Ordinal) is >= 0 and var axis)
            {
                Matrix[3 * r + axis] += sign * factor;
                at++;
            }
            else if (at > start) Shift[r] += sign * factor;
            else return false;
        }
        return row.Length > 0;
    }

    private static bool TryFraction(string text, out double value)
    {
        string[] parts = text.Split('/');
        value = 0;
        if (parts.Length > 2 || !TryNumber(parts[0], out value)) return false;
        if (parts.Length == 1) return true;
        if (!TryNumber(parts[1], out double divisor) || divisor == 0) return false;
        value /= divisor;
        return true;
    }

    private static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
