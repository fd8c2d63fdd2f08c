using System.Globalization;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Terminal;

/// <summary>Numbers as people read them: three significant figures, always with the unit.</summary>
internal static class Figures
{
    private const string Unknown = "–";

    /// <summary>A number without exponent from 0.001 to 99,999, with one beyond; NaN is a dash.</summary>
    public static string Number(double value, int digits = 3)
    {
        if (!double.IsFinite(value)) return Unknown;
        if (value == 0) return "0";
        double size = Math.Abs(value);
        if (size is < 0.000_999_5 or >= 99_999.5) return Scientific(value, digits);
        return Fixed(value, Math.Max(0, digits - 1 - PowerOfTen(size, digits)));
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString((Math.Abs(value) >= 9_999.5 ? "N" : "F") + decimals, CultureInfo.InvariantCulture);

    // Of the rounded number: 99.96 in three figures is 100.
    private static int PowerOfTen(double size, int digits)
    {
        string text = size.ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    public static string Scientific(double value, int digits = 3)
    {
        if (!double.IsFinite(value)) return Unknown;
        string mantissa = digits > 1 ? "0." + new string('0', digits - 1) : "0";
        return value.ToString(mantissa + "e0", CultureInfo.InvariantCulture);
    }

    public static string Count(long count) => count.ToString(count >= 10_000 ? "N0" : "D", CultureInfo.InvariantCulture);

    public static string Of(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    public static string Time(double ps)
    {
        if (!double.IsFinite(ps)) return Unknown;
        return Math.Abs(ps) switch
        {
            0 => "0 ps",
            < 1 => Number(ps * Units.FsPerPs) + " fs",
            < 10_000 => Number(ps, 4) + " ps",
            _ => Number(ps / 1000, 4) + " ns",
        };
    }

    public static string Range(double fromPs, double toPs) => $"{Number(fromPs)}–{Number(toPs)} ps";

    public static string Bytes(double bytes) => bytes switch
    {
        < 1000 => $"{Number(bytes)} B",
        < 999_500 => $"{Number(bytes / 1e3)} kB",
        < 999_500_000 => $"{Number(bytes / 1e6)} MB",
        < 999_500_000_000 => $"{Number(bytes / 1e9)} GB",
        _ => $"{Number(bytes / 1e12)} TB",
    };

    public static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 0.95 => $"{Math.Max(0, age.TotalSeconds).ToString("F1", CultureInfo.InvariantCulture)} s",
        < 60 => $"{age.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s",
        < 3600 => $"{age.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture)} min",
        < 48 * 3600 => $"{age.TotalHours.ToString("F1", CultureInfo.InvariantCulture)} h",
        _ => $"{age.TotalDays.ToString("F1", CultureInfo.InvariantCulture)} d",
    };

    /// <summary>A length of time to plan with: 25 min, 3 h 10 min, 2.3 d.</summary>
    public static string Duration(TimeSpan time) => time.TotalMinutes switch
    {
        < 1 => "less than 1 min",
        < 60 => $"{Math.Floor(time.TotalMinutes):0} min",
        < 48 * 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0} h {time.Minutes:00} min"),
        _ => time.TotalDays.ToString("F1", CultureInfo.InvariantCulture) + " d",
    };

    /// <summary>D in the unit of papers, cm²/s.</summary>
    public static string Cm2PerS(double dA2PerPs) => Scientific(dA2PerPs * Units.Cm2PerSPerA2PerPs) + " cm²/s";

    public static string A2PerPs(double dA2PerPs) => Number(dA2PerPs) + " Å²/ps";

    /// <summary>Kinetic temperature of all atoms, NaN where none is known: Σ N T/Σ N over species, each of which has 3N degrees of freedom.</summary>
    public static double KineticK(RunFacts run)
    {
        double atoms = 0, sumK = 0;
        foreach ((string specie, double kineticK) in run.KineticTemperatureK)
        {
            if (!double.IsFinite(kineticK) || !run.Species.TryGetValue(specie, out int count)) continue;
            atoms += count;
            sumK += count * kineticK;
        }
        return sumK / atoms;
    }
}
