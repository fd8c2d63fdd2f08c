using System.Buffers;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>The wire form of a <see cref="Checkpoint"/>: one envelope, whose states are binary.</summary>
internal static class CheckpointCodec
{
    private const int FieldCount = 11;

    public static void Encode(Checkpoint checkpoint, IBufferWriter<byte> output) => WireEnvelope.Write(MessageType.Checkpoint, to =>
    {
        CheckpointHead head = checkpoint.Head;
        to.WriteMapHeader(FieldCount);
        to.Write(1);
        to.Write(checkpoint.Build);
        to.Write(2);
        to.WriteArrayHeader(checkpoint.Identity.Count);
        foreach (string fact in checkpoint.Identity) to.Write(fact);
        to.Write(3);
        to.Write(head.Generation);
        to.Write(4);
        to.Write(head.FrameCount);
        to.Write(5);
        to.Write(head.TimePs);
        to.Write(6);
        to.WriteArrayHeader(4);
        to.Write(head.Last.Segment);
        to.Write(head.Last.EndOffset);
        to.Write(head.Last.Block);
        to.Write(head.Last.Generation);
        to.Write(7);
        to.WriteBinary(head.Source.Span);
        to.Write(8);
        to.Write(head.Skip);
        to.Write(9);
        to.WriteBinary(head.Preparation.Span);
        to.Write(10);
        to.WriteArrayHeader(checkpoint.Branches.Count);
        foreach (ReadOnlyMemory<byte> branch in checkpoint.Branches) to.WriteBinary(branch.Span);
        to.Write(11);
        to.WriteArrayHeader(checkpoint.Earlier.Count);
        foreach (RunSnapshot snapshot in checkpoint.Earlier)
        {
            var message = new ArrayBufferWriter<byte>();
            SnapshotCodec.Encode(snapshot, message);
            to.WriteBinary(message.WrittenSpan);
        }
    }, output);

    /// <summary>Reads a file's bytes; what is damaged, cut, foreign or of a newer format is a <see cref="Formats.BadInputException"/>.</summary>
    /// <param name="source">Names the file in errors.</param>
    public static Checkpoint Decode(ReadOnlyMemory<byte> message, string source)
    {
        MessagePackReader from = WireEnvelope.Open(message.Span, MessageType.Checkpoint, source);
        (string build, List<string> identity, List<ReadOnlyMemory<byte>> branches, List<RunSnapshot> earlier) = ("", [], [], []);
        var head = new CheckpointHead(0, 0, 0, default, default, 0, default);
        var fields = new FieldReader("the checkpoint", FieldCount, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: build = from.ReadString(); break;
                case 2: for (int left = from.ReadArrayHeader(); left > 0; left--) identity.Add(from.ReadString()); break;
                case 3: head = head with { Generation = from.ReadInt32() }; break;
                case 4: head = head with { FrameCount = from.ReadInt64() }; break;
                case 5: head = head with { TimePs = from.ReadDouble() }; break;
                case 6: head = head with { Last = ReadOrigin(ref from) }; break;
                case 7: head = head with { Source = Binary(message, ref from) }; break;
                case 8: head = head with { Skip = from.ReadInt64() }; break;
                case 9: head = head with { Preparation = Binary(message, ref from) }; break;
                case 10: for (int left = from.ReadArrayHeader(); left > 0; left--) branches.Add(Binary(message, ref from)); break;
                case 11: for (int left = from.ReadArrayHeader(); left > 0; left--) earlier.Add(SnapshotCodec.Decode(from.ReadBinary(), source)); break;
                default: from.Skip(); break;
            }
        return new Checkpoint(build, identity, head, branches, earlier);
    }

    private static FrameOrigin ReadOrigin(ref MessagePackReader from)
    {
        int count = from.ReadArrayHeader();
        return count == 4 ? new FrameOrigin(from.ReadInt32(), from.ReadInt64(), from.ReadInt32(), from.ReadInt32()) : throw from.Bad("an origin of 4 numbers", $"{count}");
    }

    // A part of the message itself: states are large.
    private static ReadOnlyMemory<byte> Binary(ReadOnlyMemory<byte> message, ref MessagePackReader from)
    {
        int length = from.ReadBinary().Length;
        return message.Slice(from.Position - length, length);
    }
}
