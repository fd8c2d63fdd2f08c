using StreamingSse.Formats.Text;
using StreamingSse.Formats.Xyz;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Cp2k;

/// <summary>The comment <c> i =      100, time =      200.000, E =       -31.6374303717</c>; the time is in fs.</summary>
internal sealed class Cp2kComment(Cp2kQuantity quantity) : IXyzComment
{
    private readonly AtomColumns _columns = quantity == Cp2kQuantity.Positions
        ? new AtomColumns(["kind", "x", "y", "z"]) { Label = 0, Position = [1, 2, 3] }
        : new AtomColumns(["kind", "vx", "vy", "vz"]) { Label = 0, Velocity = [1, 2, 3] };

    public bool IsUnmistakable(ReadOnlySpan<byte> line) => line.IndexOf("i ="u8) >= 0 && line.IndexOf("time ="u8) >= 0;

    public BadInput? Read(ReadOnlySpan<byte> line, long lineNumber, out XyzHeader header)
    {
        PositionKind kind = quantity == Cp2kQuantity.Positions ? PositionKind.Unwrapped : PositionKind.Absent;
        header = new XyzHeader(_columns, kind, null, null, double.NaN, Units.AtomicVelocityAPerPs);
        bool hasStep = IntegerText.TryParse(ValueOf(line, "i ="u8), out long step);
        bool hasTime = DecimalText.TryParse(ValueOf(line, "time ="u8), out double timeFs);
        if (!hasStep || !hasTime) return new BadInput($"line {lineNumber}", "'i = STEP, time = FS, E = …'", FoundText.Of(line));
        header = header with { Step = step, TimePs = timeFs / Units.FsPerPs };
        return null;
    }

    public void Carry(StateCarrier state)
    {
        // Each comment is read for itself.
    }

    /// <summary>What stands between a name and the next comma; empty where the name is missing, or there twice.</summary>
    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        int start = line.IndexOf(name);
        if (start < 0 || line.LastIndexOf(name) != start) return default;
        ReadOnlySpan<byte> rest = line[(start + name.Length)..];
        int comma = rest.IndexOf((byte)',');
        return (comma < 0 ? rest : rest[..comma]).Trim(" \t\r"u8);
    }
}
