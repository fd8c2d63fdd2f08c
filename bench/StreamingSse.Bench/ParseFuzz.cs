using System.Text;
using StreamingSse.Formats;

namespace StreamingSse.Bench;

/// <summary>
/// Damages real files in every way a disk, a killed job or an editor does, and looks that each frame which comes out is what the
/// independent reader
/// makes of the damaged text: no crash, no hang, no memory out of proportion, no wrong frame. The same seed gives the same mutations.
/// </summary>
public static class ParseFuzz
{
    private const long BytesPerParser = 1 << 20;        // scan tables, and the text of messages
    private const long BytesPerTextByte = 600;          // a message for every short line, and the staging of rows

    private static readonly string[] Shards =
        ["nan", "inf", "-", "ITEM: TIMESTEP\n", "1e999", "*******", "\0\0\0\0", "999999999999", "\n", " ", "1.5-2.5",
            "Direct configuration=", "6\n", "\"", "ITEM: ATOMS id type x y z\n"];

    /// <summary>Files of the test data with the format of each.</summary>
    public static IReadOnlyList<(string Format, string Name, byte[] Text)> Fixtures(string dataFolder) =>
    [
        .. from path in Directory.EnumerateFiles(dataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let format = FormatOf(Path.GetFileName(path))
           where format is not null
           select (format, Path.GetFileName(path), File.ReadAllBytes(path)),
    ];

    /// <summary>The command: 0 where all went well.</summary>
    public static int Run(string dataFolder, int count, int seed)
    {
        (int frames, int rejected) = Check(Fixtures(dataFolder), count, seed);
        Console.WriteLine($"{count} mutations (seed {seed}): {frames} frames as the independent reader has them, {rejected} rejections, nothing wrong");
        return 0;
    }

    /// <summary>Tries so many mutations; throws at the first wrong one, with the number that repeats it.</summary>
    public static (int Frames, int Rejected) Check(IReadOnlyList<(string Format, string Name, byte[] Text)> fixtures, int count, int seed)
    {
        int frames = 0, rejected = 0;
        for (int i = 0; i < count; i++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + i));
            (string format, string name, byte[] original) = fixtures[random.Next(fixtures.Count)];
            byte[] text = Mutate(original, fixtures[random.Next(fixtures.Count)].Text, random);
            try
            {
                (int read, int refused) = CheckOne(format, text, random);
                (frames, rejected) = (frames + read, rejected + refused);
            }
            catch (Exception e)
            {
                string kept = Path.Combine(Path.GetTempPath(), $"fuzz-{seed}-{i}-{name}");
                File.WriteAllBytes(kept, text);
                throw new InvalidOperationException($"mutation {i} of seed {seed}, of {name} (kept as {kept}): {e.Message}", e);
            }
        }
        return (frames, rejected);
    }

    private static (int Frames, int Rejected) CheckOne(string format, byte[] text, Random random)
    {
        var ends = new List<int>();
        using IFrameParser parser = ParseBenchmark.ParserOf(format);
        string latin = Encoding.Latin1.GetString(text);
        var whole = new ParseFeeder(parser, (frame, end) =>
        {
            ends.Add(end);
            OracleFrame truth = ParseOracle.ReadLast(format, latin[..end], frame.AtomCount);
            if (ParseOracle.Difference(frame, parser.AtomLabels,
                truth) is { } wrong) throw new InvalidOperationException($"frame {ends.Count} differs: {wrong}");
        });
        whole.Append(text);
        whole.Finish();

        var again = new List<int>();
        using IFrameParser second = ParseBenchmark.ParserOf(format);
        var pieces = new ParseFeeder(second, (_, end) => again.Add(end));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int at = 0; at < text.Length;)
        {
            int length = Math.Min(random.Next(1, 1 + Math.Max(8, text.Length / 3)), text.Length - at);
            pieces.Append(text.AsSpan(at, length));
            at += length;
        }
        pieces.Finish();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > BytesPerParser + BytesPerTextByte * text.Length) throw new InvalidOperationException($"{allocated} bytes allocated for a text of {text.Length}");
        if (!again.SequenceEqual(ends)) throw new InvalidOperationException("other frames when fed in pieces");
        if (!pieces.Rejected.SequenceEqual(whole.Rejected)) throw new InvalidOperationException("other rejections when fed in pieces");
        if (format == "lammps") CheckNoneLost(latin, whole);
        return (ends.Count, whole.Rejected.Count);
    }

    /// <summary>Every first item of a frame leads to a frame or to a rejection; only the last may still be waiting.</summary>
    private static void CheckNoneLost(string text, ParseFeeder fed)
    {
        int begun = text.Split('\n').Count(line => line.TrimEnd(' ', '\t', '\r').EndsWith("ITEM: TIMESTEP"));
        if (fed.FrameCount + fed.Rejected.Count < begun - 1)
            throw new InvalidOperationException($"{begun} frames begin, {fed.FrameCount} were read and {fed.Rejected.Count} rejected");
    }

    private static byte[] Mutate(byte[] original, byte[] other, Random random)
    {
        var text = new List<byte>(original);
        for (int times = random.Next(1, 4); times > 0 && text.Count > 0; times--)
        {
            int at = random.Next(text.Count), length = Math.Min(random.Next(1, random.Next(2, 200)), text.Count - at);
            switch (random.Next(8))
            {
                case 0: text[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: text[at] = (byte)random.Next(256); break;
                case 2: text.RemoveRange(at, length); break;
                case 3: text.InsertRange(random.Next(text.Count), text.GetRange(at, length)); break;
                case 4: text.InsertRange(at, Encoding.Latin1.GetBytes(Shards[random.Next(Shards.Length)])); break;
                case 5: text.RemoveRange(at, text.Count - at); break;
                case 6: MoveLine(text, random); break;
                default:
                    int from = random.Next(other.Length);
                    text.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)).ToArray());
                    break;
            }
        }
        return [.. text];
    }

    /// <summary>Deletes, doubles or moves a whole line, and now and then a stretch of lines.</summary>
    private static void MoveLine(List<byte> text, Random random)
    {
        List<string> lines = [.. Encoding.Latin1.GetString([.. text]).Split('\n')];
        int from = random.Next(lines.Count), count = Math.Min(random.Next(3) == 0 ? random.Next(1, 12) : 1, lines.Count - from);
        List<string> moved = lines.GetRange(from, count);
        if (random.Next(3) > 0) lines.RemoveRange(from, count);
        if (random.Next(3) > 0) lines.InsertRange(random.Next(lines.Count + 1), moved);
        text.Clear();
        text.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private static string? FormatOf(string name) => name switch
    {
        _ when name.EndsWith(".dump") || name.EndsWith(".lammpstrj") => "lammps",
        _ when name.EndsWith("XDATCAR") => "xdatcar",
        _ when name.Contains("-pos-") => "cp2k-pos",
        _ when name.Contains("-vel-") => "cp2k-vel",
        _ when name.EndsWith("xyz") => "extxyz",
        _ => null,
    };
}
