using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Correlation;

/// <summary>Pearson and Spearman matrices of a table whose rows come, change and go.</summary>
/// <remarks>
/// Rows are named by a key: setting one that is there replaces it. Spearman equals <see cref="SpearmanCorrelation"/> of the rows that stand, bit for bit;
/// Pearson equals <see cref="PearsonCorrelation"/> to about 1e-14 after any history. A change costs O(d²) for Pearson and O(n d) for the ranks;
/// reading costs O(d²) and, for Spearman, one matrix product. Not thread-safe: one owner.
/// </remarks>
public sealed class OnlineCorrelation(int columnCount)
{
    private readonly PairSums _sums = new(columnCount);
    private readonly MaintainedRanks _ranks = new(columnCount);
    private readonly Dictionary<long, int> _slotOf = [];
    private readonly List<long> _keyAt = [];
    private readonly double[] _row = new double[columnCount];

    public int RowCount => _keyAt.Count;

    /// <summary>Inserts or replaces the row of <paramref name="key"/>.</summary>
    /// <param name="row">d values; NaN is missing.</param>
    public void Set(long key, ReadOnlySpan<double> row)
    {
        if (row.Length != columnCount) throw new ArgumentException($"expected {columnCount} values, got {row.Length}", nameof(row));
        foreach (double value in row)
        {
            if (double.IsInfinity(value)) throw new ArgumentException($"expected finite numbers or NaN, got {value}", nameof(row));
        }
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slotOf, key, out bool known);
        if (known)
        {
            _ranks.Read(slot, _row);
            _sums.Remove(_row);
            _ranks.Replace(slot, row);
        }
        else
        {
            slot = _keyAt.Count;
            _keyAt.Add(key);
            _ranks.Append(row);
        }
        _sums.Add(row);
    }

    /// <summary>Takes the row of <paramref name="key"/> away; false where there is none.</summary>
    public bool Remove(long key)
    {
        if (!_slotOf.Remove(key, out int slot)) return false;
        _ranks.Read(slot, _row);
        _sums.Remove(_row);
        _ranks.RemoveBySwap(slot);
        long moved = _keyAt[^1];
        if (moved != key) _slotOf[moved] = slot;
        _keyAt[slot] = moved;
        _keyAt.RemoveAt(_keyAt.Count - 1);
        return true;
    }

    public CorrelationMatrix Pearson() => _sums.Matrix();

    public CorrelationMatrix Spearman() => _ranks.Matrix();
}
