using System.Globalization;
using StreamingSse.Formats;
using StreamingSse.Formats.Dcd;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Formats.NetCdf;
using StreamingSse.Formats.Vasp;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>Reads a whole binary trajectory in blocks and decodes it: <c>sse-bench parse-binary FILE</c>, the format by the file's extension.</summary>
public static class BinaryParseBenchmark
{
    private const int BlockBytes = 256 * 1024;
    private const long WarmUpBytes = 8 * 1024 * 1024;

    public static int Run(string path)
    {
        using (IFrameParser warmUp = ParserOf(path)) ParseAll(warmUp, path, WarmUpBytes);
        using IFrameParser parser = ParserOf(path);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        (long frames, long atoms, double sum) = ParseAll(parser, path, long.MaxValue);
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        double megabytes = new FileInfo(path).Length / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}: {frames} frames, {atoms / 1e6 / cpu:F1} Matoms/s, {megabytes / cpu:F0} MB/s of CPU"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"cpu\": {cpu:F4}, \"check\": \"sum of positions {sum:R}, {frames} frames\"}}"));
        return 0;
    }

    private static IFrameParser ParserOf(string path) => Path.GetExtension(path) switch
    {
        ".xtc" => new XtcParser(),
        ".trr" => new TrrParser(),
        ".dcd" => new DcdParser(),
        ".nc" => new NetCdfParser(),
        ".xml" => new VasprunParser(),
        var other => throw new ArgumentException($"expected .xtc, .trr, .dcd, .nc or .xml, got '{other}'", nameof(path)),
    };

    private static (long Frames, long Atoms, double Sum) ParseAll(IFrameParser parser, string path, long mostBytes)
    {
        using var file = File.OpenHandle(path);
        byte[] buffer = new byte[2 * BlockBytes];
        int filled = 0;
        (long frames, long atoms, long offset, double sum) = (0, 0, 0, 0);
        for (int read; offset < mostBytes && (read = RandomAccess.Read(file, buffer.AsSpan(filled), offset)) > 0;)
        {
            (offset, filled) = (offset + read, filled + read);
            int at = 0, end = parser is VasprunParser ? buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1 : filled; // a text comes in whole lines
            for (ParseStep step; at < end && (step = parser.Parse(buffer.AsSpan(at, end - at))).ConsumedBytes > 0;)
            {
                at += step.ConsumedBytes;
                if (step.Frame is not Frame frame) continue;
                using (frame)
                {
                    (frames, atoms) = (frames + 1, atoms + frame.AtomCount);
                    sum += frame.PositionsA[0] + frame.PositionsA[^1];
                }
            }
            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
            if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        }
        return (frames, atoms, sum);
    }
}
