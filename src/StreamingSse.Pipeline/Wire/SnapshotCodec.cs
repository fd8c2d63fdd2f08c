using System.Buffers;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Wire;

/// <summary>The wire form of a <see cref="RunSnapshot"/>: what is published, stored and sent.</summary>
/// <remarks>
/// Records are maps from field numbers (the order of the record's parameters in version 1, from 1) to values; numbers keep their meaning
/// for good, new fields take new numbers and may be absent. The same snapshot gives the same bytes; a double keeps its bits.
/// </remarks>
public static class SnapshotCodec
{
    public static void Encode(RunSnapshot snapshot, IBufferWriter<byte> output) =>
        WireEnvelope.Write(MessageType.RunSnapshot, writer => SnapshotWriter.Write(writer, snapshot), output);

    /// <summary>Reads one message; what is damaged, cut or foreign is a <see cref="Formats.BadInputException"/>.</summary>
    /// <param name="source">Names the message in errors: its file or queue.</param>
    public static RunSnapshot Decode(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader reader = WireEnvelope.Open(message, MessageType.RunSnapshot, source);
        RunSnapshot snapshot = SnapshotReader.Read(ref reader);
        return reader.AtEnd ? snapshot : throw reader.Bad("the end of the snapshot", "more");
    }
}
