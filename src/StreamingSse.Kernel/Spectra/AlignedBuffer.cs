namespace StreamingSse.Kernel.Spectra;

/// <summary>Doubles on the pinned heap that begin at a cache line, so that no SIMD load straddles two.</summary>
/// <remarks>Not cleared. Freed by the collector like any array.</remarks>
internal sealed class AlignedBuffer
{
    private const int LineDoubles = 8;
    private readonly double[] _array;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateUninitializedArray<double>(checked(length + LineDoubles), pinned: true);
        nint misfit = AddressOf(_array) / sizeof(double) % LineDoubles;
        _start = (int)((LineDoubles - misfit) % LineDoubles);
    }

    public int Length { get; }

    public Span<double> Span => _array.AsSpan(_start, Length);

    public long Bytes => (long)_array.Length * sizeof(double);

    private static unsafe nint AddressOf(double[] pinned)
    {
        fixed (double* first = pinned) return (nint)first;
    }
}
