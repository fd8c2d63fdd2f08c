namespace StreamingSse.Kernel.Models;

/// <summary>A prediction with an interval that needs no model of the errors: from those on groups left out.</summary>
/// <remarks>
/// R. F. Barber, E. J. Candès, A. Ramdas, R. J. Tibshirani, Ann. Stat. 49, 486 (2021), the CV+ form: row i, left out by the model of its fold with residual R_i,
/// votes for the model's prediction ± R_i; the interval ends at quantiles of the votes. Holds the truth with at least 1 − 2α where groups are
/// exchangeable, with about 1 − α in practice. Cost O(n log n) per prediction.
/// </remarks>
public static class JackknifePlus
{
    /// <param name="residuals">|actual − predicted| of each row left out, shape [n].</param>
    /// <param name="votes">What the model that left row i out predicts here, shape [n].</param>
    /// <param name="alpha">0.1 for nine times out of ten.</param>
    /// <returns>NaN limits where n is too small to tell.</returns>
    public static (double Value, double Low, double High, double Spread) Of(ReadOnlySpan<double> residuals, ReadOnlySpan<double> votes, double alpha)
    {
        int n = residuals.Length;
        double[] below = new double[n], above = new double[n];
        double sum = 0, squares = 0;
        for (int i = 0; i < n; i++) (below[i], above[i], sum) = (votes[i] - residuals[i], votes[i] + residuals[i], sum + votes[i]);
        double mean = sum / n;
        foreach (double vote in votes) squares += (vote - mean) * (vote - mean);
        Array.Sort(below);
        Array.Sort(above);
        int place = (int)Math.Ceiling((1 - alpha) * (n + 1));
        (double low, double high) = place <= n ? (below[n - place], above[place - 1]) : (double.NaN, double.NaN);
        return (mean, low, high, n > 1 ? Math.Sqrt(squares / (n - 1)) : double.NaN);
    }
}
