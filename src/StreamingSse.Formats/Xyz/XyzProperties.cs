using System.Text;
using StreamingSse.Formats.Text;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Xyz;

/// <summary>The value of <c>Properties=species:S:1:pos:R:3:…</c>: columns in any order, those without a part here passed over.</summary>
/// <param name="VelocityAPerPs">Unit of the velocity columns, Å/ps.</param>
/// <param name="AreMomenta">They hold momenta.</param>
internal sealed record XyzProperties(AtomColumns Columns, double VelocityAPerPs, bool AreMomenta)
{
    private const int MaxColumns = 1_000;

    // Most exact first. ASE: momenta in amu·Å and velocities in Å over its own unit of time; QUIP and GPUMD: Å/fs.
    private static readonly (string Name, double UnitAPerPs)[] Motions =
        [("momenta", 1 / Units.AseTimePs), ("velocities", 1 / Units.AseTimePs), ("velo", Units.FsPerPs), ("vel", Units.FsPerPs)];

    /// <summary>An xyz without properties: a label and three coordinates, and whatever follows.</summary>
    public static XyzProperties Plain { get; } =
        new(new AtomColumns(["species", "x", "y", "z"], moreAllowed: true) { Label = 0, Position = [1, 2, 3] }, 1, false);

    public static XyzProperties? Read(ReadOnlySpan<byte> value, string where, out BadInput? bad)
    {
        string text = Encoding.Latin1.GetString(value);
        bad = new BadInput(where, "Properties as NAME:TYPE:COUNT:… with pos:R:3", FoundText.Of(value));
        string[] parts = text.Split(':');
        var names = new List<string>();
        var at = new Dictionary<string, (int Column, string Shape)>();
        for (int i = 0; i + 2 < parts.Length; i += 3)
        {
            bool isCount = parts[i + 2].Length is > 0 and < 5 && parts[i + 2].All(char.IsAsciiDigit);
            int count = isCount ? int.Parse(parts[i + 2]) : 0;
            if (count < 1 || names.Count + count > MaxColumns || parts[i + 1] is not ("S" or "R" or "I" or "L")) return null;
            if (!at.TryAdd(parts[i], (names.Count, $"{parts[i + 1]}{count}"))) return null;
            string name = parts[i];
            names.AddRange(Enumerable.Range(0, count).Select(k => count == 1 ? name : count == 3 ? $"{name}.{"xyz"[k]}" : $"{name}.{k + 1}"));
        }
        (string motion, double unitAPerPs) = Motions.FirstOrDefault(known => at.ContainsKey(known.Name));
        if (parts.Length % 3 != 0 || One("pos", "R3") < 0) return null;
        bad = motion is null || One(motion, "R3") >= 0 ? null : new BadInput(where, $"{motion}:R:3", FoundText.Of(value));
        if (bad is not null) return null;
        var columns = new AtomColumns(names)
        {
            Label = Math.Max(One("species", "S1"), One("element", "S1")),
            Id = One("id", "I1"),
            Mass = Math.Max(One("masses", "R1"), One("mass", "R1")),
            Position = Three("pos"),
            Velocity = motion is null ? [] : Three(motion),
        };
        return new XyzProperties(columns, unitAPerPs, motion == "momenta");

        int One(string name, string shape) => at.TryGetValue(name, out var found) && found.Shape == shape ? found.Column : -1;
        int[] Three(string name) => [at[name].Column, at[name].Column + 1, at[name].Column + 2];
    }
}
