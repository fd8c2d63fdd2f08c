namespace StreamingSse.Kernel.Accumulators;

/// <summary>A running sum that carries what rounding dropped (Neumaier 1974): good to the last place or so for any number of terms.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _dropped;

    public readonly double Value => _sum + _dropped;

    public void Add(double term)
    {
        double sum = _sum + term;
        _dropped += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }
}
