using System.Text;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

/// <summary>Random MessagePack values, and a description of a value that tests/wire/exchange.mjs gives in the same words.</summary>
internal static class RandomValues
{
    private static readonly string[] Texts = ["", "Li", "Li₆PS₅Cl", "😀", new('x', 40), new('é', 200), new('z', 70_000)];

    private static readonly double[] Numbers = [0.5, -1e300, 1e-310, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.0 / 3];

    /// <summary>Writes a value and describes it.</summary>
    public static string Write(Random random, MessagePackWriter to, int depth)
    {
        switch (random.Next(depth > 3 ? 9 : 12))
        {
            case 0:
                to.WriteNil();
                return "nil";
            case 1:
                bool flag = random.Next(2) > 0;
                to.Write(flag);
                return flag ? "true" : "false";
            case 2 or 3:
                long whole = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
                to.Write(whole);
                return whole is >= int.MinValue and <= uint.MaxValue ? Number(whole) : $"big {whole}";
            case 4:
                double real = Numbers[random.Next(Numbers.Length)];
                to.Write(real);
                return Number(real);
            case 5:
                float single = (float)random.NextDouble();
                to.Write(single);
                return Number(single);
            case 6:
                string text = Texts[random.Next(random.Next(20) > 0 ? Texts.Length - 1 : Texts.Length)];
                to.Write(text);
                return $"text {Hex(Encoding.UTF8.GetBytes(text))}";
            case 7:
                byte[] bytes = new byte[random.Next(random.Next(10) > 0 ? 40 : 400)];
                random.NextBytes(bytes);
                if (random.Next(2) == 0)
                {
                    to.WriteBinary(bytes);
                    return $"bytes {Hex(bytes)}";
                }
                to.WriteExtension(7, bytes);
                return $"ext 7 {Hex(bytes)}";
            case 8:
                long milliseconds = random.NextInt64(-60_000_000_000_000, 250_000_000_000_000) >> random.Next(40);
                to.Write(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
                return $"time {milliseconds}";
            case 9 or 10:
                int itemCount = random.Next(random.Next(10) > 0 ? 4 : 20);
                to.WriteArrayHeader(itemCount);
                return $"[{string.Join(' ', Enumerable.Range(0, itemCount).Select(_ => Write(random, to, depth + 1)).ToArray())}]";
            default:
                int pairCount = random.Next(4);
                to.WriteMapHeader(pairCount);
                return $"{{{string.Join(' ', Enumerable.Range(0, pairCount).Select(i => Pair(random, to, depth, $"k{i}")).ToArray())}}}";
        }
    }

    /// <summary>Reads the next value and describes it.</summary>
    public static string Describe(ref MessagePackReader from)
    {
        int start = from.Position;
        switch (from.NextType)
        {
            case MessagePackType.Nil: return from.TryReadNil() ? "nil" : "";
            case MessagePackType.Boolean: return from.ReadBoolean() ? "true" : "false";
            case MessagePackType.Whole:
                MessagePackReader ahead = from;
                ahead.Skip();
                return ahead.Position - start < 9 ? Number(from.ReadInt64()) : $"big {from.ReadInt64()}";
            case MessagePackType.Real: return Number(from.ReadDouble());
            case MessagePackType.Text: return $"text {Hex(Encoding.UTF8.GetBytes(from.ReadString()))}";
            case MessagePackType.Binary: return $"bytes {Hex(from.ReadBinary())}";
            case MessagePackType.Extension:
                MessagePackReader extension = from;
                ReadOnlySpan<byte> data = extension.ReadExtension(out sbyte type);
                if (type == -1) return $"time {from.ReadTime().ToUnixTimeMilliseconds()}";
                from = extension;
                return $"ext {type} {Hex(data)}";
            case MessagePackType.Array:
                var items = new List<string>();
                for (int left = from.ReadArrayHeader(); left > 0; left--) items.Add(Describe(ref from));
                return $"[{string.Join(' ', items)}]";
            default:
                var pairs = new List<string>();
                for (int left = from.ReadMapHeader(); left > 0; left--) pairs.Add($"{from.ReadString()}: {Describe(ref from)}");
                return $"{{{string.Join(' ', pairs)}}}";
        }
    }

    private static string Pair(Random random, MessagePackWriter to, int depth, string key)
    {
        to.Write(key);
        return $"{key}: {Write(random, to, depth + 1)}";
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "number NaN" : $"number {BitConverter.DoubleToInt64Bits(value):x16}";

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
