using System.Buffers;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>The bytes of one part's state, or only how many they would be where they are too many.</summary>
internal readonly record struct SavedState(ReadOnlyMemory<byte>? Bytes, long ByteCount)
{
    public static SavedState Of(Action<StateCarrier> carry, long mostBytes = int.MaxValue / 2)
    {
        StateCarrier measuring = StateCarrier.Measuring();
        carry(measuring);
        if (measuring.ByteCount > mostBytes) return new SavedState(null, measuring.ByteCount);
        var output = new ArrayBufferWriter<byte>((int)measuring.ByteCount + 1); // a writer that is full to the last byte grows when asked for room
        carry(StateCarrier.SavingTo(output));
        return new SavedState(output.WrittenMemory, output.WrittenCount);
    }

    /// <summary>Loads what was saved, to the last byte.</summary>
    public static void Load(ReadOnlyMemory<byte> bytes, Action<StateCarrier> carry)
    {
        StateCarrier loading = StateCarrier.LoadingFrom(bytes);
        carry(loading);
        loading.End();
    }
}
