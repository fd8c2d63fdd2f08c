using System.Globalization;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Configuration;

/// <param name="Budget">Memory that all runs of the process share.</param>
public sealed record MemoryConfig(MemoryBudget Budget)
{
    private const long MinBytes = 64L << 20;

    internal static MemoryConfig Read(ConfigSection section)
    {
        string text = section.Text("budget");
        if (text == "auto") return new(MemoryBudget.HalfOf(MachineMemory.Find("/")));
        if (!HoconUnits.TrySize(text, out long bytes) || bytes < MinBytes)
            throw section.Bad("budget", "auto, or a size of at least 64 MiB such as 8 GB");
        return new(new MemoryBudget(bytes, string.Create(CultureInfo.InvariantCulture, $"{text} ({section.Origin("budget")})")));
    }
}
