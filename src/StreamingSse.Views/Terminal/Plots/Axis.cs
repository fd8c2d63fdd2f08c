namespace StreamingSse.Views.Terminal.Plots;

/// <summary>One axis of a plot: the range shown, and round numbers on it.</summary>
/// <param name="From">Lower end of the range; the data lie within the range.</param>
/// <param name="Ticks">Ascending, within the range, multiples of 1, 2 or 5 times a power of ten.</param>
internal sealed record Axis(double From, double To, bool IsLog, IReadOnlyList<double> Ticks, Func<double, string> Label)
{
    // Keeps sums and differences of any two doubles finite.
    private const double Huge = 1e300;

    // A place beyond this is as good as this: the line to it leaves the plot in the same dot.
    private const double FarAway = 1e4;

    /// <summary>Where a value stands, 0 at <see cref="From"/> and 1 at <see cref="To"/>; NaN where it has no place.</summary>
    public double Place(double value)
    {
        if (IsLog && value <= 0) return double.NaN;
        double place = IsLog ? Math.Log10(value / From) / Math.Log10(To / From) : (value - From) / (To - From);
        return Math.Clamp(place, -FarAway, FarAway);
    }

    /// <summary>The value that stands at a place: the reverse of <see cref="Place"/>.</summary>
    public double At(double place) => IsLog ? From * Math.Pow(To / From, place) : From + place * (To - From);

    /// <summary>A linear axis over the data. It ends with a tick or, if <paramref name="tight"/>, with the data.</summary>
    public static Axis Linear(double min, double max, int maxTicks, bool tight = false)
    {
        (min, max) = Widened(min, max);
        int most = Math.Max(!tight && min < 0 && max > 0 ? 3 : 2, maxTicks); // no step has fewer ticks around zero than one below, zero and one above
        double step = RoundStep((max - min) / most);
        (long first, long last) = Ends(step);
        while (last - first + 1 > most)
        {
            step = RoundStep(step * 1.01);
            (first, last) = Ends(step);
        }

        double[] ticks = [.. LongRange(first, last).Select(i => i * step)];
        return tight
            ? new Axis(min, max, false, ticks, TickLabels.Linear(ticks, step))
            : new Axis(ticks[0], ticks[^1], false, ticks, TickLabels.Linear(ticks, step));

        (long First, long Last) Ends(double step) => tight
            ? (Index(min, step, Math.Ceiling), Index(max, step, Math.Floor))
            : (Index(min, step, Math.Floor), Index(max, step, Math.Ceiling));
    }

    /// <summary>A logarithmic axis over positive data; ticks at powers of ten, or at 1, 2, 5 where fewer than two lie within.</summary>
    public static Axis Log(double min, double max, int maxTicks)
    {
        min = Math.Clamp(min, 1 / Huge, Huge);
        max = Math.Clamp(max, min, Huge);
        if (max < min * 1.0001) (min, max) = (min / 2, max * 2);

        int low = (int)Math.Floor(Math.Log10(min)), high = (int)Math.Ceiling(Math.Log10(max));
        int every = Math.Max(1, (int)Math.Ceiling((high - low) / (double)Math.Max(1, maxTicks - 1)));
        double[] decades = [.. LongRange(low, high).Where(e => e % every == 0).Select(e => Math.Pow(10, e)).Where(Inside)];
        double[] fine = [.. LongRange(low, high).SelectMany(e => new[] { 1.0, 2, 5 }.Select(m => m * Math.Pow(10, e))).Where(Inside)];
        double[] ticks = decades.Length >= 2 || fine.Length > maxTicks ? decades : fine;
        return new Axis(min, max, true, ticks, TickLabels.Log);

        bool Inside(double tick) => tick >= min * 0.999999 && tick <= max * 1.000001;
    }

    /// <summary>The smallest 1, 2 or 5 times a power of ten that is not below <paramref name="atLeast"/>.</summary>
    public static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double times = atLeast / power;
        return power * (times <= 1.000001 ? 1 : times <= 2.000001 ? 2 : times <= 5.000001 ? 5 : 10);
    }

    // A constant (or nearly constant, by the precision of a double) gets a range around it.
    private static (double Min, double Max) Widened(double min, double max)
    {
        (min, max) = (Math.Clamp(min, -Huge, Huge), Math.Clamp(max, -Huge, Huge));
        double size = Math.Max(Math.Abs(min), Math.Abs(max));
        if (max - min > 1e-9 * size && max - min > 1 / Huge) return (min, max);
        return size < 1 / Huge ? (0, 1) : (min - 0.1 * size, max + 0.1 * size);
    }

    // A value that is a multiple of the step but for rounding counts as that multiple.
    private static long Index(double value, double step, Func<double, double> round)
    {
        double index = value / step, nearest = Math.Round(index);
        return (long)(Math.Abs(index - nearest) < 1e-6 ? nearest : round(index));
    }

    private static IEnumerable<long> LongRange(long first, long last)
    {
        for (long i = first; i <= last; i++) yield return i;
    }
}
