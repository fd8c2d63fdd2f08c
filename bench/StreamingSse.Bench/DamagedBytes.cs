namespace StreamingSse.Bench;

/// <summary>Bytes that were damaged in one to three ways, and for each of them where it stood before; −1 where it is new or changed.</summary>
public sealed class DamagedBytes
{
    private readonly List<byte> _bytes;
    private readonly List<int> _origins;

    private DamagedBytes(byte[] original) => (_bytes, _origins) = ([.. original], [.. Enumerable.Range(0, original.Length)]);

    public byte[] Bytes { get; private set; } = [];

    public bool TouchesHeader { get; private set; }

    /// <summary>Half of the damage falls on the first 200 bytes, where it does most.</summary>
    public static DamagedBytes Of(byte[] original, int headerEnd, Random random)
    {
        var damaged = new DamagedBytes(original);
        for (int times = random.Next(1, 4); times > 0 && damaged._bytes.Count > 0; times--)
        {
            int count = damaged._bytes.Count, at = random.Next(random.Next(2) == 0 ? Math.Min(200, count) : count);
            damaged.Hurt(at, Math.Min(random.Next(1, 64), count - at), random);
            damaged.TouchesHeader |= at < headerEnd;
        }
        damaged.Bytes = [.. damaged._bytes];
        return damaged;
    }

    public int OriginOf(int at) => at >= 0 && at < _origins.Count ? _origins[at] : -1;

    /// <summary>True where the stretch stands as it stood in the original.</summary>
    public bool IsUntouched(int from, int length)
    {
        if (length == 0) return true;
        if (_origins[from] < 0) return false;
        for (int i = 1; i < length; i++)
            if (_origins[from + i] != _origins[from] + i) return false;
        return true;
    }

    private void Hurt(int at, int length, Random random)
    {
        switch (random.Next(6))
        {
            case 0: Set(at, (byte)(_bytes[at] ^ (1 << random.Next(8)))); break;
            case 1: Set(at, (byte)random.Next(256)); break;
            case 2: Remove(at, length); break;
            case 3:
                _bytes.InsertRange(at, _bytes.GetRange(at, length));
                _origins.InsertRange(at, Enumerable.Repeat(-1, length));
                break;
            case 4: Remove(at, _bytes.Count - at); break;
            default:
                for (int k = at & ~3; k < Math.Min((at & ~3) + 4, _bytes.Count); k++) Set(k, (byte)(random.Next(3) == 0 ? 0x7f : 0xff));
                break;
        }
    }

    private void Set(int at, byte value) => (_bytes[at], _origins[at]) = (value, -1);

    private void Remove(int at, int length)
    {
        _bytes.RemoveRange(at, length);
        _origins.RemoveRange(at, length);
    }
}
