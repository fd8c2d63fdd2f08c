using System.Globalization;

namespace StreamingSse.Formats.Discovery;

/// <summary>The words of a line of an engine's file, and the numbers among them, also as Fortran writes them (1.5d0).</summary>
internal static class Words
{
    public static string[] Of(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static bool TryNumber(string? word, out double value)
    {
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        return word is not null && double.TryParse(word.Replace('d', 'e').Replace('D', 'e'), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
