using System.Buffers.Binary;
using System.Text;
using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Reads the MessagePack format, of any writer, from a whole message.</summary>
/// <remarks>
/// What is not there or is something else is refused with its byte. A header that announces more items or bytes than are left is refused
/// at once, so that nothing is allocated beyond eight times the message; values are skipped without recursion, so that depth costs nothing.
/// </remarks>
/// <param name="source">Names the message in errors.</param>
public ref struct MessagePackReader(ReadOnlySpan<byte> message, string source)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _message = message;

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _message.Length;

    /// <summary>The type of the next value.</summary>
    public readonly MessagePackType NextType => TypeOf(Form);

    private readonly byte Form => AtEnd ? throw Bad("a value", "the end") : _message[Position];

    private readonly int Left => _message.Length - Position;

    /// <summary>Consumes a nil; false where something else stands.</summary>
    public bool TryReadNil()
    {
        if (Form != 0xc0) return false;
        Position++;
        return true;
    }

    public bool ReadBoolean()
    {
        if (Form is not (0xc2 or 0xc3)) throw Unlike("true or false");
        return _message[Position++] == 0xc3;
    }

    public long ReadInt64()
    {
        int start = Position;
        (ulong bits, bool isNegative) = ReadInteger();
        return isNegative || bits <= long.MaxValue ? (long)bits : throw Bad(start, "an integer below 2^63", $"{bits}");
    }

    public ulong ReadUInt64()
    {
        int start = Position;
        (ulong bits, bool isNegative) = ReadInteger();
        return isNegative ? throw Bad(start, "an integer from 0", $"{(long)bits}") : bits;
    }

    public int ReadInt32()
    {
        int start = Position;
        long value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Bad(start, "a 32-bit integer", $"{value}");
    }

    /// <summary>A number of any form: other writers turn whole numbers into integers and short ones into float 32.</summary>
    public double ReadDouble()
    {
        switch (Form)
        {
            case 0xca: return BitConverter.UInt32BitsToSingle((uint)TakeNumber(4));
            case 0xcb: return BitConverter.UInt64BitsToDouble(TakeNumber(8));
        }
        if (NextType != MessagePackType.Whole) throw Unlike("a number");
        (ulong bits, bool isNegative) = ReadInteger();
        return isNegative ? (long)bits : bits;
    }

    public double[] ReadDoubles()
    {
        double[] values = new double[ReadArrayHeader()];
        for (int i = 0; i < values.Length; i++)
        {
            // Curves are long and nearly always all of float 64.
            if (Left >= 9 && _message[Position] == 0xcb)
            {
                values[i] = BinaryPrimitives.ReadDoubleBigEndian(_message[(Position + 1)..]);
                Position += 9;
            }
            else
            {
                values[i] = ReadDouble();
            }
        }
        return values;
    }

    public string ReadString()
    {
        int start = Position;
        if (NextType != MessagePackType.Text) throw Unlike("a string");
        int length = Form < 0xc0 ? TakeShort(0x1f) : TakeLength(Form - 0xd9, "bytes");
        ReadOnlySpan<byte> bytes = Take(length);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Bad(start, "a string of UTF-8", "other bytes");
        }
    }

    /// <summary>The bytes of a binary, a part of the message.</summary>
    public ReadOnlySpan<byte> ReadBinary()
    {
        if (NextType != MessagePackType.Binary) throw Unlike("a binary");
        return Take(TakeLength(Form - 0xc4, "bytes"));
    }

    public int ReadArrayHeader()
    {
        if (NextType != MessagePackType.Array) throw Unlike("an array");
        return Form < 0xa0 ? Checked(TakeShort(0x0f), 1) : TakeLength(Form - 0xdb, "items");
    }

    public int ReadMapHeader()
    {
        if (NextType != MessagePackType.Map) throw Unlike("a map");
        return Form < 0x90 ? Checked(TakeShort(0x0f), 2) : TakeLength(Form - 0xdd, "pairs", 2);
    }

    /// <summary>The bytes of an extension, a part of the message, and its type.</summary>
    public ReadOnlySpan<byte> ReadExtension(out sbyte type)
    {
        if (NextType != MessagePackType.Extension) throw Unlike("an extension");
        int length;
        if (Form >= 0xd4) length = 1 << (TakeByte() - 0xd4);
        else length = TakeLength(Form - 0xc7, "bytes");
        type = (sbyte)Take(1)[0];
        return Take(length);
    }

    /// <summary>A timestamp (extension −1) in any of its three forms, to 100 ns.</summary>
    public DateTimeOffset ReadTime()
    {
        int start = Position;
        ReadOnlySpan<byte> data = ReadExtension(out sbyte type);
        (long seconds, ulong nanoseconds) = (type, data.Length) switch
        {
            (-1, 4) => (BinaryPrimitives.ReadUInt32BigEndian(data), 0UL),
            (-1, 8) => (BinaryPrimitives.ReadInt64BigEndian(data) & 0x3_ffff_ffff, BinaryPrimitives.ReadUInt64BigEndian(data) >> 34),
            (-1, 12) => (BinaryPrimitives.ReadInt64BigEndian(data[4..]), BinaryPrimitives.ReadUInt32BigEndian(data)),
            _ => throw Bad(start, "a timestamp", $"an extension of type {type} with {data.Length} bytes"),
        };
        bool isDate = seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        if (!isDate || nanoseconds > 999_999_999) throw Bad(start, "a time between the years 1 and 9999", $"{seconds} s {nanoseconds} ns");
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks((long)nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>Passes over the next value with all that is in it.</summary>
    public void Skip()
    {
        long left = 1;   // values yet to be passed; each takes a byte at least
        while (left > 0)
        {
            left--;
            switch (NextType)
            {
                case MessagePackType.Nil or MessagePackType.Boolean: Position++; break;
                case MessagePackType.Whole or MessagePackType.Real: ReadDouble(); break;
                case MessagePackType.Text: Take(Form < 0xc0 ? TakeShort(0x1f) : TakeLength(Form - 0xd9, "bytes")); break;
                case MessagePackType.Binary: ReadBinary(); break;
                case MessagePackType.Extension: ReadExtension(out _); break;
                case MessagePackType.Array: left += ReadArrayHeader(); break;
                case MessagePackType.Map: left += 2L * ReadMapHeader(); break;
            }
            if (left > Left) throw Bad($"{left} more values", $"{Left} bytes");
        }
    }

    /// <summary>An error at the next byte.</summary>
    public readonly BadInputException Bad(string expected, string found) => Bad(Position, expected, found);

    private readonly BadInputException Bad(int position, string expected, string found) =>
        new($"{source} byte {position}", expected, found);

    private readonly BadInputException Unlike(string expected) => Bad(expected, $"{NextType} (0x{Form:x2})");

    // Two's complement of up to 64 bits; isNegative says how to read the top one.
    private (ulong Bits, bool IsNegative) ReadInteger()
    {
        byte form = Form;
        switch (form)
        {
            case < 0x80: Position++; return (form, false);
            case >= 0xe0: Position++; return ((ulong)(sbyte)form, true);
            case >= 0xcc and <= 0xcf: return (TakeNumber(1 << (form - 0xcc)), false);
            case >= 0xd0 and <= 0xd3:
                int byteCount = 1 << (form - 0xd0);
                int unused = 64 - 8 * byteCount;
                long value = (long)(TakeNumber(byteCount) << unused) >> unused;
                return ((ulong)value, value < 0);
            default: throw Unlike("an integer");
        }
    }

    private ulong TakeNumber(int byteCount)
    {
        int start = Position++;
        if (Left < byteCount) throw Bad(start, $"{byteCount} bytes of a number", $"{Left}");
        ulong bits = 0;
        foreach (byte b in Take(byteCount)) bits = (bits << 8) | b;
        return bits;
    }

    // The length after the form: of 8, 16 or 32 bits for size 0, 1, 2.
    private int TakeLength(int size, string unit, int bytesPerItem = 1)
    {
        int start = Position;
        ulong length = TakeNumber(1 << size);
        return length * (ulong)bytesPerItem <= (ulong)Left ? (int)length : throw Bad(start, $"{length} {unit}", $"{Left} bytes");
    }

    private int TakeShort(byte mask) => TakeByte() & mask;

    private readonly int Checked(int count, int bytesPerItem) =>
        count * bytesPerItem <= Left ? count : throw Bad(Position - 1, $"{count} items", $"{Left} bytes");

    private byte TakeByte() => _message[Position++];

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Left) throw Bad($"{length} bytes", $"{Left}");
        ReadOnlySpan<byte> taken = _message.Slice(Position, length);
        Position += length;
        return taken;
    }

    private readonly MessagePackType TypeOf(byte form) => form switch
    {
        < 0x80 or >= 0xe0 or (>= 0xcc and <= 0xd3) => MessagePackType.Whole,
        < 0x90 or 0xde or 0xdf => MessagePackType.Map,
        < 0xa0 or 0xdc or 0xdd => MessagePackType.Array,
        < 0xc0 or 0xd9 or 0xda or 0xdb => MessagePackType.Text,
        0xc0 => MessagePackType.Nil,
        0xc2 or 0xc3 => MessagePackType.Boolean,
        0xc4 or 0xc5 or 0xc6 => MessagePackType.Binary,
        0xca or 0xcb => MessagePackType.Real,
        0xc1 => throw Bad("a value", "0xc1, which the format never uses"),
        _ => MessagePackType.Extension,
    };
}
