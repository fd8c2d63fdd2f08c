using Microsoft.Win32.SafeHandles;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The bytes of a file that may still be written: each once, in order, none that is not yet there.</summary>
/// <remarks>
/// One positioned read per look and no other call. A look after the end was reached starts a little before it: when those bytes are gone or
/// differ, the file was cut or written anew. <see cref="CheckPath"/> alone asks for metadata; it opens the file again, which is also what
/// makes a network file system look past its cache.
/// </remarks>
internal sealed class GrowingFile(string path, bool mayHaveHoles) : IDisposable
{
    private const int HoleProbe = 4096, HeadBytes = 256;
    private readonly LastBytes _tail = new();
    private byte[] _head = [];
    [NotState("opened anew")] private SafeFileHandle _handle = Open(path);
    [NotState("of the handle")] private FileIdentity? _identity;
    [NotState("seen again at the next look")] private bool _wasAtEnd, _isReplaced;

    /// <summary>Bytes given out so far.</summary>
    [NotState("set by whoever reads")] public long Offset { get; private set; }

    /// <summary>Where unwritten bytes hold the reader back; null where none do.</summary>
    [NotState("seen again at the next look")] public long? HoleAt { get; private set; }

    /// <summary>Why what was read is no longer what the file holds; null while it is.</summary>
    [NotState("seen again at the next look")] public string? Changed { get; private set; }

    /// <returns>Bytes read; 0 at the end of what is written, at a hole and after a change.</returns>
    /// <param name="into">Room for 128 bytes at least.</param>
    public int Read(Span<byte> into)
    {
        if (Changed is not null) return 0;
        if (HoleAt == Offset) into = into[..Math.Min(into.Length, HoleProbe)];
        int count = _wasAtEnd ? ReadPastTail(into) : RandomAccess.Read(_handle, into, Offset);
        if (mayHaveHoles) count = UpToHole(into[..count]);
        _wasAtEnd = count == 0;
        if (_wasAtEnd && _isReplaced) Changed ??= "the file was replaced by another of the same name"; // what was left in the old one is read
        if (Offset == _head.Length && _head.Length < HeadBytes) _head = [.. _head, .. into[..Math.Min(count, HeadBytes - _head.Length)]];
        Offset += count;
        _tail.Add(into[..count]);
        return count;
    }

    /// <summary>The last bytes were not yet what they will be: they are read again. Only of what the last <see cref="Read"/> gave.</summary>
    public void GiveBack(int count)
    {
        Offset -= count;
        _tail.Clear();
    }

    /// <summary>The format itself shows that what was read is no longer what the file holds.</summary>
    public void MarkChanged(string reason) => Changed ??= reason;

    /// <summary>Looks whether the path still names the file that is read; where not, that is read to its end and <see cref="Changed"/> set.</summary>
    public void CheckPath()
    {
        if (FileIdentity.OfPath(path) is not FileIdentity now) return; // moved away and not yet replaced: what is open can still be read
        _identity ??= FileIdentity.OfHandle(_handle);
        if (now != _identity)
        {
            _isReplaced = true;
            return;
        }
        try
        {
            SafeFileHandle fresh = Open(path);
            _handle.Dispose();
            _handle = fresh;
        }
        catch (FileNotFoundException)
        {
            // Moved away between the two calls: what is open can still be read.
        }
    }

    /// <summary>Begins again at the first byte of what the path names now.</summary>
    public void Reopen()
    {
        _handle.Dispose();
        _handle = Open(path);
        (_identity, _head, _wasAtEnd, _isReplaced) = (null, [], false, false);
        Seek(0);
        (HoleAt, Changed) = (null, null);
    }

    /// <summary>The next byte to be read.</summary>
    public void Seek(long offset)
    {
        Offset = offset;
        _tail.Clear();
    }

    /// <summary>Takes along what the file begins with; loading looks whether this one does too, and leaves the place to <see cref="Seek"/>.</summary>
    public void Carry(StateCarrier state)
    {
        _head = state.Carry(_head);
        if (!state.IsLoading) return;
        Span<byte> found = stackalloc byte[_head.Length];
        int count = RandomAccess.Read(_handle, found, 0);
        if (!found[..count].SequenceEqual(_head)) throw new StateMismatchException($"{path}: expected the beginning that was read before, got another: it is not the same file");
    }

    public void Dispose() => _handle.Dispose();

    private int ReadPastTail(Span<byte> into)
    {
        ReadOnlySpan<byte> tail = _tail.Span;
        int count = RandomAccess.Read(_handle, into, Offset - tail.Length);
        if (count < tail.Length) Changed = $"the file was cut: {Offset} bytes were read, it now ends before byte {Offset - tail.Length + count + 1}";
        else if (!into[..tail.Length].SequenceEqual(tail)) Changed = $"the file was written anew: the bytes before byte {Offset} differ";
        if (Changed is not null) return 0;
        into[tail.Length..count].CopyTo(into);
        return count - tail.Length;
    }

    private int UpToHole(ReadOnlySpan<byte> read)
    {
        int at = read.IndexOf((byte)0);
        if (at >= 0) HoleAt = Offset + at;
        else if (!read.IsEmpty) HoleAt = null;
        return at < 0 ? read.Length : at;
    }

    // Shared with everybody: the engine must never notice that it is being watched.
    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
}
