using System.Globalization;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>Bytes that accumulators may take, and in words where the figure comes from.</summary>
public readonly record struct MemoryBudget(long Bytes, string From)
{
    private const double GiB = 1L << 30;

    internal static MemoryBudget HalfOf(MachineMemory memory) =>
        new(memory.Bytes / 2, string.Create(CultureInfo.InvariantCulture, $"half of {memory.From}, {memory.Bytes / GiB:0.0} GiB"));
}
