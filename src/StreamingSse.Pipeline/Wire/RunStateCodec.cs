using System.Buffers;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Wire;

/// <summary>The wire form of a <see cref="RunState"/>: its own fields, and the snapshot as <see cref="SnapshotCodec"/> writes it.</summary>
/// <remarks>Field numbers keep their meaning for good; new fields take new numbers and may be absent.</remarks>
public static class RunStateCodec
{
    public static void Encode(RunState state, IBufferWriter<byte> output) => WireEnvelope.Write(MessageType.RunState, writer => Write(writer, state), output);

    /// <summary>Reads one message; what is damaged, cut or foreign is a <see cref="Formats.BadInputException"/>.</summary>
    /// <param name="source">Names the message in errors: its file or queue.</param>
    public static RunState Decode(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader reader = WireEnvelope.Open(message, MessageType.RunState, source);
        RunState state = RunStateReader.Read(ref reader, source);
        return reader.AtEnd ? state : throw reader.Bad("the end of the run's state", "more");
    }

    private static void Write(MessagePackWriter to, RunState state)
    {
        var snapshot = new ArrayBufferWriter<byte>(1 << 16);
        SnapshotCodec.Encode(state.Snapshot, snapshot);
        to.WriteMapHeader(9);
        Field(to, 1).Write(state.Run);
        Field(to, 2).Write(state.Name);
        Write(Field(to, 3), state.Stamp);
        Write(Field(to, 4), state.Label);
        Write(Field(to, 5), state.Progress);
        Write(Field(to, 6), state.Diffusion);
        Field(to, 7).WriteBinary(snapshot.WrittenSpan);
        Field(to, 8).Write(state.Fingerprint);
        Field(to, 9).WriteArrayHeader(state.Categories.Count);
        foreach (DescriptorCategory category in state.Categories)
        {
            to.WriteMapHeader(3);
            Field(to, 1).Write(category.Name);
            Field(to, 2).Write(category.Value);
            Field(to, 3).Write(category.From);
        }
    }

    private static void Write(MessagePackWriter to, StateStamp stamp)
    {
        to.WriteMapHeader(4);
        Field(to, 1).Write(stamp.Session);
        Field(to, 2).Write(stamp.Generation);
        Field(to, 3).Write(stamp.FrameCount);
        Field(to, 4).Write(stamp.IsFinal);
    }

    private static void Write(MessagePackWriter to, RunLabel label)
    {
        to.WriteMapHeader(5);
        Field(to, 1).Write(label.Material);
        Field(to, 2).Write(label.Composition);
        if (label.Stoichiometric is { } known) Field(to, 3).Write(known);
        else Field(to, 3).WriteNil();
        Field(to, 4).Write(label.TemperatureK);
        Field(to, 5).Write(label.Specie);
    }

    private static void Write(MessagePackWriter to, RunProgress progress)
    {
        to.WriteMapHeader(7);
        Field(to, 1).Write(progress.FrameCount);
        Field(to, 2).Write(progress.AtomCount);
        Field(to, 3).Write(progress.CoveredPs);
        Field(to, 4).Write(progress.PsPerHour);
        Field(to, 5).Write(progress.Cores);
        Field(to, 6).Write(progress.IsFinal);
        if (progress.Failure is { } failure) Field(to, 7).Write(failure);
        else Field(to, 7).WriteNil();
    }

    private static void Write(MessagePackWriter to, RunDiffusion diffusion)
    {
        to.WriteMapHeader(7);
        Field(to, 1).Write(diffusion.State);
        Field(to, 2).Write(diffusion.Reason);
        Write(Field(to, 3), diffusion.D);
        Field(to, 4).Write(diffusion.UpperBound95);
        Field(to, 5).Write(diffusion.SigmaKPerD);
        Field(to, 6).Write(diffusion.RequiredPs);
        Write(Field(to, 7), diffusion.RemainingPs);
    }

    private static void Write(MessagePackWriter to, Interval interval)
    {
        to.WriteArrayHeader(3);
        to.Write(interval.Value);
        to.Write(interval.Low95);
        to.Write(interval.High95);
    }

    private static MessagePackWriter Field(MessagePackWriter to, int number)
    {
        to.Write(number);
        return to;
    }
}
