using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using StreamingSse.Formats.Ase;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of an ASE .traj: its index is looked at again and again, and an item is read when the header counts it.</summary>
/// <remarks>
/// ASE writes an item, then its place into the index, then the count, so what is counted is whole. A count that falls, or a last item that is
/// no longer the same, is a file written anew.
/// </remarks>
internal sealed class AseTrajFeed(string path, IFrameParser parser) : IFrameFeed
{
    private const int FirstItemAt = 48, MostItemBytes = 1_000_000_000;
    [NotState("opened anew")] private SafeFileHandle _file = Open(path);
    [NotState("of the handle")] private FileIdentity? _identity;
    [NotState("of the item at hand")] private byte[] _bytes = new byte[4096];
    private long _itemCount, _itemsRead, _lastJsonAt, _lastJsonBytes;
    [NotState("asked of the file")] private bool _isFinished, _isReplaced;

    private enum ItemState { Whole, NotYet, Damaged }

    public string Path => path;

    public long EndOffset { get; private set; } = FirstItemAt;

    public long BytesRead => EndOffset;

    public long? HoleAt => null;

    public long TailBytes => 0;

    public FeedStep Next()
    {
        while (true)
        {
            if (_itemsRead == _itemCount && !TryCount())
            {
                if (_isReplaced || _itemCount < _itemsRead) return StartAnew();
                return new FeedStep(_isFinished ? FeedState.Ended : FeedState.Nothing);
            }
            ItemState item = ReadItem(out int length);
            if (item == ItemState.NotYet && !_isFinished) return new FeedStep(FeedState.Nothing);
            if (item != ItemState.Whole) return PassOver(item);
            ParseStep step = parser.Parse(_bytes.AsSpan(0, length));
            _itemsRead++;
            if (step.Frame is not null) return new FeedStep(FeedState.Frame, step.Frame);
            if (step.Rejected is BadInput bad) return new FeedStep(FeedState.Rejected, Bad: bad with { Where = $"{System.IO.Path.GetFileName(path)} {bad.Where}" });
        }
    }

    public void Finish() => _isFinished = true;

    public void CheckPath()
    {
        if (FileIdentity.OfPath(path) is not FileIdentity now) return;
        _identity ??= FileIdentity.OfHandle(_file);
        _isReplaced |= now != _identity;
    }

    public bool CanCarry => true;

    public void Carry(StateCarrier state)
    {
        (EndOffset, _itemsRead) = (state.Carry(EndOffset), state.Carry(_itemsRead));
        (_itemCount, _lastJsonAt, _lastJsonBytes) = (state.Carry(_itemsRead, nameof(_itemCount)), state.Carry(_lastJsonAt), state.Carry(_lastJsonBytes));
        if (!state.IsLoading) return;
        Span<byte> header = stackalloc byte[FirstItemAt];
        bool isSame = RandomAccess.Read(_file, header, 0) == header.Length && BinaryPrimitives.ReadInt64LittleEndian(header[32..]) >= _itemsRead && (_itemsRead == 0 || IsLastTheSame(header));
        if (!isSame) throw new StateMismatchException($"{path}: expected {_itemsRead} items or more, the last of them where it was, got others: it is not the same file");
    }

    public void Rest()
    {
        // One item is all that is held.
    }

    public void Dispose() => _file.Dispose();

    /// <returns>True where the header counts items that were not yet read.</returns>
    private bool TryCount()
    {
        Span<byte> header = stackalloc byte[FirstItemAt];
        if (RandomAccess.Read(_file, header, 0) < header.Length) return _itemCount > 0 && Falls();
        long count = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(header[32..])); // a damaged one may be negative
        if (count < _itemsRead || (count > _itemsRead && _itemsRead > 0 && !IsLastTheSame(header))) return Falls();
        _itemCount = count;
        return count > _itemsRead;
    }

    private bool Falls()
    {
        _itemCount = -1;
        return false;
    }

    private bool IsLastTheSame(ReadOnlySpan<byte> header) => PlaceOf(_itemsRead - 1, header) == _lastJsonAt && JsonBytes(_lastJsonAt) == _lastJsonBytes;

    private long PlaceOf(long item, ReadOnlySpan<byte> header)
    {
        long index = BinaryPrimitives.ReadInt64LittleEndian(header[40..]);
        Span<byte> place = stackalloc byte[sizeof(long)];
        return index < FirstItemAt || item > int.MaxValue || RandomAccess.Read(_file, place, index + sizeof(long) * item) < place.Length ? -1 : BinaryPrimitives.ReadInt64LittleEndian(place);
    }

    private long JsonBytes(long at)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        return at < 0 || RandomAccess.Read(_file, length, at) < length.Length ? -1 : BinaryPrimitives.ReadInt64LittleEndian(length);
    }

    private ItemState ReadItem(out int length)
    {
        length = 0;
        Span<byte> header = stackalloc byte[FirstItemAt];
        if (RandomAccess.Read(_file, header, 0) < header.Length) return ItemState.NotYet;
        long fileBytes = RandomAccess.GetLength(_file), jsonAt = PlaceOf(_itemsRead, header);
        if (jsonAt < 0 || jsonAt > fileBytes - sizeof(long)) return ItemState.NotYet;
        if (jsonAt < EndOffset) return ItemState.Damaged;
        long jsonBytes = JsonBytes(jsonAt), pieceBytes = jsonAt + sizeof(long) + jsonBytes - EndOffset;
        if (jsonBytes < 2 || pieceBytes > MostItemBytes || pieceBytes < jsonBytes) return ItemState.Damaged;
        if (fileBytes < EndOffset + pieceBytes) return ItemState.NotYet;
        length = AseTrajParser.PrefixBytes + (int)pieceBytes;
        if (_bytes.Length < length) _bytes = new byte[length + length / 4];
        BinaryPrimitives.WriteInt64LittleEndian(_bytes, EndOffset);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(8), pieceBytes);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(16), jsonBytes);
        if (RandomAccess.Read(_file, _bytes.AsSpan(AseTrajParser.PrefixBytes, (int)pieceBytes), EndOffset) < pieceBytes) return ItemState.NotYet;
        (EndOffset, _lastJsonAt, _lastJsonBytes) = (EndOffset + pieceBytes, jsonAt, jsonBytes);
        return ItemState.Whole;
    }

    // An item is passed over alone where the index leads on to the next, else all of them are: of an index that cannot be right nothing more is read. Items that are counted and have not come are waited for until the file is finished.
    private FeedStep PassOver(ItemState item)
    {
        var bad = new BadInput($"{System.IO.Path.GetFileName(path)} item {_itemsRead + 1}", $"{_itemCount} items, as its beginning counts",
            item == ItemState.Damaged ? "an index that does not lead to it" : "the end of the file before it");
        Span<byte> header = stackalloc byte[FirstItemAt];
        bool hasHeader = RandomAccess.Read(_file, header, 0) == header.Length;
        _itemsRead = hasHeader && LeadsTo(_itemsRead + 1, header) ? _itemsRead + 1 : _itemCount;
        _lastJsonAt = hasHeader ? PlaceOf(_itemsRead - 1, header) : -1;
        _lastJsonBytes = JsonBytes(_lastJsonAt);
        return new FeedStep(FeedState.Rejected, Bad: bad);
    }

    private bool LeadsTo(long item, ReadOnlySpan<byte> header)
    {
        long place = item < _itemCount ? PlaceOf(item, header) : -1, jsonBytes = JsonBytes(place);
        return place >= EndOffset && jsonBytes is >= 2 and < MostItemBytes && place + sizeof(long) + jsonBytes <= RandomAccess.GetLength(_file);
    }

    private FeedStep StartAnew()
    {
        string reason = _isReplaced ? "the file was replaced by another of the same name" : "the file was written anew: its last item is no longer what was read";
        _file.Dispose();
        _file = Open(path);
        parser.Restart();
        (_identity, _itemCount, _itemsRead, EndOffset, _isReplaced) = (null, 0, 0, FirstItemAt, false);
        return new FeedStep(FeedState.Changed, Reason: reason);
    }

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
