namespace StreamingSse.Formats.Text;

/// <summary>A growing buffer that stays in its place in memory, so that a pointer into it holds until it grows.</summary>
internal sealed unsafe class Staging<T> where T : unmanaged
{
    private T[] _values = [];

    /// <summary>The first value.</summary>
    public T* At { get; private set; }

    public ReadOnlySpan<T> First(int count) => _values.AsSpan(0, count);

    /// <summary>Makes room for so many values and keeps those that are there.</summary>
    public void Reserve(int count)
    {
        if (count <= _values.Length) return;
        T[] larger = GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, Math.Max(count, 2L * _values.Length)), pinned: true);
        _values.CopyTo(larger, 0);
        _values = larger;
        fixed (T* first = larger) At = first; // pinned for good: the pointer outlives the statement
    }
}
