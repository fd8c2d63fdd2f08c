using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats;

/// <summary>Turns the whole lines of one file into frames. It keeps its state between calls, so a file may come in any pieces.</summary>
/// <remarks>A frame is given out whole or not at all. Not thread-safe. Steady state allocates nothing.</remarks>
public interface IFrameParser : IDisposable
{
    /// <summary>
    /// Label of each atom as the file writes it (element, or type number), in the order of the frames; empty before the first frame.
    /// </summary>
    IReadOnlyList<string> AtomLabels { get; }

    /// <summary>Consumes whole lines up to the end of the next frame, of a rejected frame, or of the lines.</summary>
    /// <param name="lines">Bytes that end with a newline (or with the end of a finished file). A binary format takes any bytes and consumes nothing where they hold no whole frame.</param>
    ParseStep Parse(ReadOnlySpan<byte> lines);

    /// <summary>Forgets a half-read frame (and gives its buffer back): the next byte is the first of a file.</summary>
    void Restart();

    /// <summary>Takes the state along, after a frame was given out: then no half-read one is held. Loading needs a new parser.</summary>
    void Carry(StateCarrier state);
}

/// <summary>What one call of <see cref="IFrameParser.Parse"/> did.</summary>
/// <param name="Frame">A complete frame, which the caller now holds; null where the lines ended before it did.</param>
/// <param name="Rejected">Why a frame was thrown away; the parser goes on at the next frame.</param>
public readonly record struct ParseStep(int ConsumedBytes, Frame? Frame, BadInput? Rejected);
