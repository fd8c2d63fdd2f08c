using Microsoft.Win32.SafeHandles;

namespace StreamingSse.Formats.Following;

/// <summary>The bytes of a file that may still be written: each once, in order, none that is not yet there.</summary>
/// <remarks>
/// One positioned read per look and no other call. A look after the end was reached starts a little before it: when those bytes are gone or
/// differ, the file was cut or written anew. <see cref="CheckPath"/> alone asks for metadata; it opens the file again, which is also what
/// makes a network file system look past its cache.
/// </remarks>
internal sealed class GrowingFile(string path, bool mayHaveHoles) : IDisposable
{
    private const int MaxTail = 64, HoleProbe = 4096;
    private readonly byte[] _tail = new byte[MaxTail];
    private SafeFileHandle _handle = Open(path);
    private FileIdentity? _identity;
    private int _tailLength;
    private bool _wasAtEnd, _isReplaced;

    /// <summary>Bytes given out so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Where unwritten bytes hold the reader back; null where none do.</summary>
    public long? HoleAt { get; private set; }

    /// <summary>Why what was read is no longer what the file holds; null while it is.</summary>
    public string? Changed { get; private set; }

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
        Offset += count;
        Remember(into[..count]);
        return count;
    }

    /// <summary>The last bytes were not yet what they will be: they are read again. Only of what the last <see cref="Read"/> gave.</summary>
    public void GiveBack(int count) => (Offset, _tailLength) = (Offset - count, 0);

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
        (_identity, _tailLength, _wasAtEnd, _isReplaced) = (null, 0, false, false);
        (Offset, HoleAt, Changed) = (0, null, null);
    }

    public void Dispose() => _handle.Dispose();

    private int ReadPastTail(Span<byte> into)
    {
        int count = RandomAccess.Read(_handle, into, Offset - _tailLength);
        if (count < _tailLength) Changed = $"the file was cut: {Offset} bytes were read, it now ends before byte {Offset - _tailLength + count + 1}";
        else if (!into[.._tailLength].SequenceEqual(_tail.AsSpan(0, _tailLength)))
            Changed = $"the file was written anew: the bytes before byte {Offset} differ";
        if (Changed is not null) return 0;
        into[_tailLength..count].CopyTo(into);
        return count - _tailLength;
    }

    private int UpToHole(ReadOnlySpan<byte> read)
    {
        int at = read.IndexOf((byte)0);
        if (at >= 0) HoleAt = Offset + at;
        else if (!read.IsEmpty) HoleAt = null;
        return at < 0 ? read.Length : at;
    }

    private void Remember(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty) return;
        int keep = Math.Min(_tailLength, Math.Max(0, MaxTail - read.Length));
        _tail.AsSpan(_tailLength - keep, keep).CopyTo(_tail);
        ReadOnlySpan<byte> last = read[^Math.Min(read.Length, MaxTail)..];
        last.CopyTo(_tail.AsSpan(keep));
        _tailLength = keep + last.Length;
    }

    // Shared with everybody: the engine must never notice that it is being watched.
    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
}
