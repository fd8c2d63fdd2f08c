using System.Text;
using StreamingSse.Bench;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests;

/// <summary>A frame's content, kept when the frame itself has gone back to its pool.</summary>
internal sealed record KeptFrame(
    long? Step, double TimePs, Cell? Cell, PositionKind Kind, double[] PositionsA, int[] Images, double[] VelocitiesAPerPs, int EndOffset)
{
    /// <summary>r + i_a·a + i_b·b + i_c·c, Å.</summary>
    public double[] UnwrappedA()
    {
        double[] unwrapped = [.. PositionsA];
        for (int c = 0; c < unwrapped.Length && Kind == PositionKind.WrappedWithImages; c += 3)
        {
            (double xA, double yA, double zA) = Cell!.Value.ToCartesian(Images[c], Images[c + 1], Images[c + 2]);
            (unwrapped[c], unwrapped[c + 1], unwrapped[c + 2]) = (unwrapped[c] + xA, unwrapped[c + 1] + yA, unwrapped[c + 2] + zA);
        }
        return unwrapped;
    }

    /// <summary>Every number of the frame, for comparing to the last bit.</summary>
    public string Bits() => string.Join(' ', PositionsA.Concat(VelocitiesAPerPs).Append(TimePs).Select(BitConverter.DoubleToInt64Bits).Concat(Images.Select(i => (long)i))
        .Append(Step ?? long.MinValue).Append(EndOffset)) + Cell;
}

/// <summary>What a parser makes of a text.</summary>
internal sealed record ParsedFile(IReadOnlyList<KeptFrame> Frames, IReadOnlyList<BadInput> Rejected, IReadOnlyList<string> Labels)
{
    public static ParsedFile Read(IFrameParser parser, byte[] text, Func<int>? nextPiece = null)
    {
        var frames = new List<KeptFrame>();
        var feeder = new ParseFeeder(parser, (frame, end) => frames.Add(Keep(frame, end)));
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = Math.Min(nextPiece?.Invoke() ?? text.Length, text.Length - at);
            feeder.Append(text.AsSpan(at, length));
        }
        feeder.Finish();
        return new ParsedFile(frames, feeder.Rejected, parser.AtomLabels);
    }

    public static ParsedFile Read(IFrameParser parser, string text) => Read(parser, Encoding.Latin1.GetBytes(text));

    private static KeptFrame Keep(Frame frame, int end) => new(
        frame.Step, frame.TimePs, frame.Cell, frame.Kind, frame.Kind == PositionKind.Absent ? [] : frame.PositionsA.ToArray(),
        frame.Kind == PositionKind.WrappedWithImages ? frame.Images.ToArray() : [], frame.HasVelocities ? frame.VelocitiesAPerPs.ToArray() : [], end);
}
