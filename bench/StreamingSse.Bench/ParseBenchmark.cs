using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using StreamingSse.Formats;
using StreamingSse.Formats.Cp2k;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.Vasp;
using StreamingSse.Formats.Xyz;

namespace StreamingSse.Bench;

/// <summary>Reads a whole file in blocks and parses it: <c>sse-bench parse lammps|xdatcar|extxyz|cp2k-pos|cp2k-vel FILE</c>.</summary>
public static class ParseBenchmark
{
    private const int BlockBytes = 256 * 1024;
    private const long WarmUpBytes = 8 * 1024 * 1024;   // so that the compiler's work is not charged to the parser

    public static int Run(string format, string path)
    {
        using (IFrameParser warmUp = ParserOf(format)) ParseAll(warmUp, path, WarmUpBytes);
        using IFrameParser parser = ParserOf(format);
        long bytes = new FileInfo(path).Length;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long clock = Stopwatch.GetTimestamp();
        (int frames, int rejected, double sum) = ParseAll(parser, path, long.MaxValue);
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds, wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        Console.WriteLine($"{format}: {frames} frames, {rejected} rejected, {bytes / 1e6 / cpu:F0} MB/s of CPU, {bytes / 1e6 / wall:F0} MB/s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"cpu\": {cpu:F4}, \"check\": \"sum of positions {sum:R}, {frames} frames\"}}"));
        return 0;
    }

    public static IFrameParser ParserOf(string format) => format switch
    {
        "lammps" => new LammpsDumpParser(),
        "xdatcar" => new XdatcarParser(),
        "extxyz" => new ExtendedXyzParser(_ => 1),
        "cp2k-pos" => new Cp2kXyzParser(Cp2kQuantity.Positions),
        "cp2k-vel" => new Cp2kXyzParser(Cp2kQuantity.Velocities),
        _ => throw new ArgumentException($"expected lammps, xdatcar, extxyz, cp2k-pos or cp2k-vel, got '{format}'", nameof(format)),
    };

    private static (int Frames, int Rejected, double Sum) ParseAll(IFrameParser parser, string path, long mostBytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] buffer = new byte[2 * BlockBytes];
        int kept = 0, frames = 0, rejected = 0;
        long offset = 0;
        double sum = 0;
        for (int read; offset < mostBytes && (read = RandomAccess.Read(file, buffer.AsSpan(kept, BlockBytes), offset)) > 0;)
        {
            offset += read;
            int filled = kept + read, whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            for (int at = 0; at < whole;)
            {
                ParseStep step = parser.Parse(buffer.AsSpan(at..whole));
                at += step.ConsumedBytes;
                if (step.Rejected is not null) rejected++;
                if (step.Frame is not { } frame) continue;
                frames++;
                sum += Sum(frame.PositionsA);
                frame.Dispose();
            }
            kept = filled - whole;
            if (kept > BlockBytes) throw new BadInputException(path, $"lines of at most {BlockBytes} bytes", "a longer one");
            buffer.AsSpan(whole, kept).CopyTo(buffer);
        }
        return (frames, rejected, sum);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> sums = default;
        foreach (Vector<double> vector in vectors) sums += vector;
        double sum = Vector.Sum(sums);
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..]) sum += value;
        return sum;
    }
}
