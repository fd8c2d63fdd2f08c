namespace StreamingSse.Kernel.Statistics;

/// <summary>Inverts a rising function by bisection: slow, certain, the same bits everywhere.</summary>
internal static class Root
{
    private const int Halvings = 200;

    /// <summary>x in [low, high] at which the rising <paramref name="f"/> crosses <paramref name="target"/>.</summary>
    public static double OfRising(Func<double, double> f, double target, double low, double high)
    {
        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) break; // no number lies between: as exact as a double can be
            if (f(middle) < target) low = middle;
            else high = middle;
        }
        return 0.5 * (low + high);
    }
}
