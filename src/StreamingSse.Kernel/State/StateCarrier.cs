using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace StreamingSse.Kernel.State;

/// <summary>Carries the state of objects out into bytes or back in: the same calls in the same order do both, so that the two cannot drift apart.</summary>
/// <remarks>
/// A stateful class has one method <c>Carry(StateCarrier state)</c>, in which each field stands once: <c>_count = state.Carry(_count)</c>. Saving, it gives
/// back what it was given; loading, what was saved, into an object made by the same constructor call. Each value is preceded by a hash of its
/// name: a field that was added, left out or moved is refused at its place. Bytes are those of this machine, little-endian, every double with its bits;
/// they are meant for the build that wrote them. Cost: one copy.
/// </remarks>
public sealed class StateCarrier
{
    private const int TagBytes = sizeof(uint);
    private readonly IBufferWriter<byte>? _output;
    private readonly ReadOnlyMemory<byte> _input;
    private int _at;

    private StateCarrier(IBufferWriter<byte>? output, ReadOnlyMemory<byte> input, bool isLoading) =>
        (_output, _input, IsLoading) = (output, input, isLoading);

    /// <summary>Counts the bytes that saving would take, and copies nothing.</summary>
    public static StateCarrier Measuring() => new(null, default, isLoading: false);

    public static StateCarrier SavingTo(IBufferWriter<byte> output) => new(output, default, isLoading: false);

    public static StateCarrier LoadingFrom(ReadOnlyMemory<byte> saved) => new(null, saved, isLoading: true);

    /// <summary>What is carried comes from bytes: objects that come and go have to be made.</summary>
    public bool IsLoading { get; }

    /// <summary>Bytes carried so far.</summary>
    public long ByteCount { get; private set; }

    /// <summary>A number, a flag, or a structure of them.</summary>
    /// <param name="name">The field's, from the call itself.</param>
    public T Carry<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : unmanaged
    {
        Tag(name);
        Bytes(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    public T? Carry<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "") where T : unmanaged
    {
        bool has = Carry(value.HasValue, name);
        T inner = value.GetValueOrDefault();
        if (has) Bytes(MemoryMarshal.AsBytes(new Span<T>(ref inner)));
        return has ? inner : null;
    }

    public string? Carry(string? text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        byte[]? utf8 = Carry(text is null ? null : Encoding.UTF8.GetBytes(text), name);
        return utf8 is null ? null : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>An array of any length; loading makes a new one.</summary>
    [return: NotNullIfNotNull(nameof(values))]
    public T[]? Carry<T>(T[]? values, [CallerArgumentExpression(nameof(values))] string name = "") where T : unmanaged
    {
        int length = Carry(values?.Length ?? -1, name);
        if (length < 0) return null;
        if (IsLoading) values = new T[Fits(length, Unsafe.SizeOf<T>(), name)];
        Bytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values!;
    }

    /// <summary>Values in place, as many as there are.</summary>
    public void Fill<T>(Span<T> values, [CallerArgumentExpression(nameof(values))] string name = "") where T : unmanaged
    {
        int length = Carry(values.Length, name);
        if (length != values.Length) throw new StateMismatchException($"{name}: expected {values.Length} values, got {length}");
        Bytes(MemoryMarshal.AsBytes(values));
    }

    /// <summary>A list of numbers.</summary>
    public void Fill<T>(List<T> values, [CallerArgumentExpression(nameof(values))] string name = "") where T : unmanaged
    {
        int count = Carry(values.Count, name);
        if (IsLoading) CollectionsMarshal.SetCount(values, Fits(count, Unsafe.SizeOf<T>(), name));
        Bytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)));
    }

    /// <summary>A list of texts; loading makes a new one.</summary>
    public IReadOnlyList<string> Carry(IReadOnlyList<string> texts, [CallerArgumentExpression(nameof(texts))] string name = "")
    {
        int count = Carry(texts.Count, name);
        if (!IsLoading)
        {
            foreach (string text in texts) Carry(text, name);
            return texts;
        }
        var loaded = new string[Fits(count, TagBytes, name)];
        for (int i = 0; i < count; i++) loaded[i] = Carry((string?)null, name) ?? throw new StateMismatchException($"{name}: expected texts, got none");
        return loaded;
    }

    /// <summary>Everything that was saved has been loaded.</summary>
    public void End()
    {
        if (IsLoading && _at != _input.Length) throw new StateMismatchException($"expected the end of the state, got {_input.Length - _at} bytes more");
    }

    private void Tag(string name)
    {
        uint tag = 2166136261;
        foreach (char c in name) tag = (tag ^ c) * 16777619;   // FNV-1a
        Span<byte> bytes = stackalloc byte[TagBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, tag);
        Bytes(bytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != tag) throw new StateMismatchException($"expected {name}, got another field");
    }

    private void Bytes(Span<byte> bytes)
    {
        ByteCount += bytes.Length;
        if (IsLoading)
        {
            if (bytes.Length > _input.Length - _at) throw new StateMismatchException($"expected {bytes.Length} bytes, got {_input.Length - _at}");
            _input.Span.Slice(_at, bytes.Length).CopyTo(bytes);
            _at += bytes.Length;
        }
        else _output?.Write(bytes);
    }

    // A length that cannot be is refused before memory is asked for.
    private int Fits(int count, int size, string name) =>
        count >= 0 && (long)count * size <= _input.Length - _at ? count
            : throw new StateMismatchException($"{name}: expected at most {(_input.Length - _at) / size} values, got {count}");
}
