using System.Globalization;

namespace StreamingSse.Views.Terminal.Plots;

/// <summary>Labels with just the digits that tell one tick from the next.</summary>
internal static class TickLabels
{
    public static Func<double, string> Linear(IReadOnlyList<double> ticks, double step)
    {
        double largest = ticks.Count == 0 ? step : Math.Max(Math.Abs(ticks[0]), Math.Abs(ticks[^1]));
        int stepPower = (int)Math.Floor(Math.Log10(step) + 1e-9);
        if (largest >= 99_999.5 || stepPower < -4)
        {
            int digits = (int)Math.Floor(Math.Log10(largest) + 1e-9) - stepPower;
            string format = (digits > 0 ? "0." + new string('#', Math.Min(digits, 15)) : "0") + "e0";
            return tick => Math.Abs(tick) < step / 2 ? "0" : tick.ToString(format, CultureInfo.InvariantCulture);
        }
        string places = "F" + Math.Max(0, -stepPower);
        return tick => Math.Abs(tick) < step / 2 ? "0" : tick.ToString(places, CultureInfo.InvariantCulture);
    }

    public static string Log(double tick)
    {
        if (tick is >= 0.000_99 and < 10_001) return tick.ToString("0.####", CultureInfo.InvariantCulture);
        return tick.ToString("0e0", CultureInfo.InvariantCulture);
    }
}
