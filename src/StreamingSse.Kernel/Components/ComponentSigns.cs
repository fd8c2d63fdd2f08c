namespace StreamingSse.Kernel.Components;

/// <summary>Keeps the signs of components from one refresh to the next: an eigenvector is as good as its opposite, but a plot that flips is not.</summary>
public static class ComponentSigns
{
    /// <summary>Turns each component that points away from the one of the same number before; the columns may have changed. Cost O(d²).</summary>
    public static PrincipalComponents Matched(PrincipalComponents now, PrincipalComponents? before)
    {
        if (before is null) return now;
        int d = now.Count, rows = d == 0 ? 0 : now.Scores.Length / d;
        double[] loadings = [.. now.Loadings], scores = [.. now.Scores];
        for (int c = 0; c < Math.Min(d, before.Count); c++)
        {
            double overlap = 0;
            for (int j = 0; j < d; j++)
            {
                int old = Array.IndexOf(before.Columns, now.Columns[j]);
                if (old >= 0) overlap += loadings[c * d + j] * before.Loadings[c * before.Count + old];
            }
            if (overlap >= 0) continue;
            for (int j = 0; j < d; j++) loadings[c * d + j] = -loadings[c * d + j];
            for (int row = 0; row < rows; row++) scores[row * d + c] = -scores[row * d + c];
        }
        return now with { Loadings = loadings, Scores = scores };
    }
}
