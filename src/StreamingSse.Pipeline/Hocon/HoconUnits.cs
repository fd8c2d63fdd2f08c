using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>Numbers, booleans, durations and sizes as the HOCON specification spells them.</summary>
/// <remarks>
/// One departure: a duration or size without its unit is refused, where the specification would assume ms or bytes.
/// </remarks>
public static partial class HoconUnits
{
    // Ticks of 100 ns.
    private static readonly Dictionary<string, decimal> TicksOf = Spell(
        (0.01m, "ns nano nanos nanosecond nanoseconds"),
        (10m, "us micro micros microsecond microseconds"),
        (1e4m, "ms milli millis millisecond milliseconds"),
        (1e7m, "s second seconds"),
        (60e7m, "m minute minutes"),
        (3600e7m, "h hour hours"),
        (86400e7m, "d day days"));

    private static readonly Dictionary<string, decimal> BytesOf = Spell(
        (1m, "B b byte bytes"),
        (1e3m, "kB kilobyte kilobytes"),
        (1e6m, "MB megabyte megabytes"),
        (1e9m, "GB gigabyte gigabytes"),
        (1e12m, "TB terabyte terabytes"),
        (1e15m, "PB petabyte petabytes"),
        (1e18m, "EB exabyte exabytes"),
        (1L << 10, "K k Ki KiB kibibyte kibibytes"),
        (1L << 20, "M m Mi MiB mebibyte mebibytes"),
        (1L << 30, "G g Gi GiB gibibyte gibibytes"),
        (1L << 40, "T t Ti TiB tebibyte tebibytes"),
        (1L << 50, "P p Pi PiB pebibyte pebibytes"),
        (1L << 60, "E e Ei EiB exbibyte exbibytes"));

    /// <summary>True for what JSON calls a number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => JsonNumber().IsMatch(text);

    /// <summary>A finite number by JSON's rules.</summary>
    public static bool TryNumber(string text, out double value)
    {
        value = double.NaN;
        return IsNumber(text) && double.TryParse(text, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>true, yes, on, false, no, off; nothing else.</summary>
    public static bool TryBoolean(string text, out bool value)
    {
        value = text is "true" or "yes" or "on";
        return value || text is "false" or "no" or "off";
    }

    /// <summary>A number and a unit of time, such as <c>500 ms</c>; a whole number of 100 ns.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        bool isKnown = TryWhole(text, TicksOf, out long ticks);
        value = TimeSpan.FromTicks(ticks);
        return isKnown;
    }

    /// <summary>A number and a unit of size: <c>64 MB</c> is 64·10⁶ bytes, <c>64 MiB</c> is 64·2²⁰, and so is <c>64 M</c>.</summary>
    public static bool TrySize(string text, out long bytes) => TryWhole(text, BytesOf, out bytes);

    private static bool TryWhole(string text, Dictionary<string, decimal> unitSizes, out long value)
    {
        value = 0;
        string trimmed = text.Trim();
        int end = trimmed.Length;
        while (end > 0 && char.IsLetter(trimmed[end - 1])) end--;
        string number = trimmed[..end].TrimEnd();
        if (!unitSizes.TryGetValue(trimmed[end..], out decimal size) || !IsNumber(number)) return false;
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal count)) return false;

        if (Math.Abs(count) > long.MaxValue / size) return false;
        decimal whole = count * size;
        if (whole != decimal.Truncate(whole)) return false;
        value = (long)whole;
        return true;
    }

    private static Dictionary<string, decimal> Spell(params (decimal Size, string Names)[] units) =>
        units.SelectMany(unit => unit.Names.Split(' ').Select(name => (name, unit.Size))).ToDictionary(StringComparer.Ordinal);

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();
}
