using System.Globalization;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>A frame as a slow reader makes it, straight from the formats' descriptions and with the framework's own number
/// parsing.</summary>
/// <param name="Cell">Edges a, b, c and origin, 12 numbers, Å; empty where there is none.</param>
/// <param name="PositionsA">Shape [atomCount, 3]; empty where there are none. So are the others.</param>
public sealed record OracleFrame(
    long? Step, double TimePs, double[] Cell, PositionKind Kind, string[] Labels, double[] PositionsA, int[] Images,
        double[] VelocitiesAPerPs);

/// <summary>
/// The independent reader: it is given a text up to the end of a frame and reads that one frame back from there, with strings and LINQ.
/// It shares no code with the parsers and is allowed to be slow.
/// </summary>
public static class ParseOracle
{
    /// <summary>Reads the frame that ends where the text ends; throws where the text is no such frame.</summary>
    /// <param name="atomCount">Atoms of the frame.</param>
    public static OracleFrame ReadLast(string format, string text, int atomCount)
    {
        string[] lines = Visible(text).Split('\n');
        if (text.EndsWith('\n')) lines = lines[..^1];
        return format switch
        {
            "lammps" => LammpsOracle.Read(lines, atomCount),
            "xdatcar" => XdatcarOracle.Read(lines, atomCount),
            "extxyz" => XyzOracle.ReadExtended(lines, atomCount),
            "cp2k-pos" or "cp2k-vel" => XyzOracle.ReadCp2k(lines, atomCount, format == "cp2k-pos"),
            _ => throw new ArgumentException(format),
        };
    }

    /// <summary>Says where a parsed frame differs; null where it does not.</summary>
    public static string? Difference(Frame frame, IReadOnlyList<string> labels, OracleFrame truth)
    {
        double[] cell = frame.Cell is { } c
            ? [c.AxA, c.AyA, c.AzA, c.BxA, c.ByA, c.BzA, c.CxA, c.CyA, c.CzA, c.OriginXA, c.OriginYA, c.OriginZA] : [];
        return frame.Step != truth.Step ? $"step {frame.Step}, not {truth.Step}"
            : !Same([frame.TimePs], [truth.TimePs]) ? $"time {frame.TimePs}, not {truth.TimePs}"
            : frame.Kind != truth.Kind ? $"kind {frame.Kind}, not {truth.Kind}"
            : !Same(cell, truth.Cell) ? $"cell {string.Join(' ', cell)}, not {string.Join(' ', truth.Cell)}"
            : !labels.Zip(truth.Labels).All(pair => Visible(pair.First) == pair.Second || pair.First.Length == 0
                || pair.Second.Length == 0) ? $"labels {string.Join(' ', labels)}, not {string.Join(' ', truth.Labels)}"
            : frame.Kind != PositionKind.Absent && !Same(frame.PositionsA.ToArray(), truth.PositionsA) ? "positions"
            : frame.Kind == PositionKind.WrappedWithImages && !frame.Images.SequenceEqual(truth.Images) ? "images"
            : frame.HasVelocities != truth.VelocitiesAPerPs.Length > 0 ? "presence of velocities"
            : frame.HasVelocities && !Same(frame.VelocitiesAPerPs.ToArray(), truth.VelocitiesAPerPs) ? "velocities" : null;
    }

    // The framework takes more characters for white space, digits and letters than the formats know.
    private static string Visible(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and < (char)127 or '\n' or '\r' or '\t' ? c : '\u2603'));

    internal static string[] Words(string line) => line.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    internal static double Number(string word)
    {
        if (word.Any(c => !char.IsAsciiDigit(c) && "+-.eE".IndexOf(c) < 0)) throw new FormatException(word);
        double value = double.Parse(word, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new FormatException(word);
    }

    internal static double[] Numbers(string line, int count)
    {
        double[] numbers = [.. Words(line).Select(Number)];
        return numbers.Length == count ? numbers : throw new FormatException(line);
    }

    // Bits are compared where texts are (see the tests); here the order of a sum may differ.
    private static bool Same(double[] found, double[] truth) =>
        found.Length == truth.Length && found.Zip(truth).All(pair => (double.IsNaN(pair.First) && double.IsNaN(pair.Second))
            || Math.Abs(pair.First - pair.Second) <= 1e-12 * Math.Max(Math.Abs(pair.Second), 1));
}
