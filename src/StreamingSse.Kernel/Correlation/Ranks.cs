namespace StreamingSse.Kernel.Correlation;

/// <summary>Average ranks, doubled so that ties stay whole numbers and sums over them exact.</summary>
public static class Ranks
{
    /// <summary>Rows of the values that are present, from the lowest value to the highest. Cost O(n log n).</summary>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        int[] rows = new int[values.Length];
        double[] keys = new double[values.Length];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            (rows[count], keys[count]) = (row, values[row]);
            count++;
        }
        Array.Sort(keys, rows, 0, count);
        Array.Resize(ref rows, count);
        return rows;
    }

    /// <summary>
    /// 2·rank − (m+1) of the <c>m</c> values whose rows are also <paramref name="shared"/>, where 1 is the lowest and equals share their mean rank:
    /// the doubled rank less its mean. Rows left out keep what <paramref name="centred"/> held. Gives m.
    /// </summary>
    /// <param name="order">As <see cref="Order"/> gives it.</param>
    /// <param name="shared">Rows that are NaN here are left out.</param>
    public static int Centred(ReadOnlySpan<double> values, ReadOnlySpan<int> order, ReadOnlySpan<double> shared, Span<int> chosen, Span<double> centred)
    {
        int m = 0;
        foreach (int row in order)
        {
            chosen[m] = row;
            if (!double.IsNaN(shared[row])) m++;
        }
        for (int first = 0, next; first < m; first = next)
        {
            double value = values[chosen[first]];
            for (next = first + 1; next < m && values[chosen[next]] == value;) next++;
            double rank = first + next + 1 - (m + 1); // doubled mean of ranks first+1 … next, about the mean
            for (int i = first; i < next; i++) centred[chosen[i]] = rank;
        }
        return m;
    }
}
