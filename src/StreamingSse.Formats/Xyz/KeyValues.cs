using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Xyz;

/// <summary>The <c>key=value</c> pairs of an extxyz comment; values with spaces stand in quotes or brackets. A word alone is a key without
/// value.</summary>
internal ref struct KeyValues(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    /// <summary>A quote or bracket was opened and never closed.</summary>
    public bool IsBroken { get; private set; }

    public bool TryNext(out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        value = default;
        key = TakeUntil(stopAtEquals: true);
        if (key.IsEmpty && _rest.IsEmpty) return false;
        SkipSpace();
        if (_rest.IsEmpty || _rest[0] != '=') return true;
        _rest = _rest[1..];
        SkipSpace();
        int close = _rest.IsEmpty ? -1 : "\"'{["u8.IndexOf(_rest[0]);
        value = close < 0 ? TakeUntil(stopAtEquals: false) : TakeQuoted("\"'}]"u8[close]);
        return !IsBroken;
    }

    private ReadOnlySpan<byte> TakeQuoted(byte close)
    {
        for (int i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '\\') i++;
            else if (_rest[i] == close)
            {
                ReadOnlySpan<byte> inside = _rest[1..i];
                _rest = _rest[(i + 1)..];
                return inside;
            }
        }
        IsBroken = true;
        return default;
    }

    private ReadOnlySpan<byte> TakeUntil(bool stopAtEquals)
    {
        SkipSpace();
        int end = 0;
        while (end < _rest.Length && !WhiteSpace.Is(_rest[end]) && !(stopAtEquals && _rest[end] == '=')) end++;
        ReadOnlySpan<byte> word = _rest[..end];
        _rest = _rest[end..];
        return word;
    }

    private void SkipSpace()
    {
        int start = 0;
        while (start < _rest.Length && WhiteSpace.Is(_rest[start])) start++;
        _rest = _rest[start..];
    }
}
