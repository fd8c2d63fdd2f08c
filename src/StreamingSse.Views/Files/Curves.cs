namespace StreamingSse.Views.Files;

/// <summary>Curves brought onto one column of x, so that they can stand side by side in a table.</summary>
internal static class Curves
{
    /// <summary>Every x of any curve once, ascending, with the value of each curve there; NaN where a curve has no such x.</summary>
    public static IEnumerable<(double X, double[] Y)> SideBySide(IReadOnlyList<NamedCurve> curves)
    {
        int[] next = new int[curves.Count];
        while (true)
        {
            double x = double.PositiveInfinity;
            for (int c = 0; c < curves.Count; c++)
                if (next[c] < curves[c].X.Length) x = Math.Min(x, curves[c].X[next[c]]);
            if (!double.IsFinite(x)) yield break;

            double[] y = new double[curves.Count];
            for (int c = 0; c < curves.Count; c++)
            {
                bool hasX = next[c] < curves[c].X.Length && curves[c].X[next[c]] == x;
                y[c] = hasX ? curves[c].Y[next[c]++] : double.NaN;
            }
            yield return (x, y);
        }
    }
}
