using StreamingSse.Kernel;

namespace StreamingSse.Formats.Lammps;

/// <summary>A LAMMPS <c>units</c> style: what its lengths and times are.</summary>
/// <remarks>
/// A velocity is a length over a time in every style. That holds for <c>electron</c> too, where the manual names another unit of time for
/// velocities: a free atom moves by v·t in bohr and fs, as LAMMPS 29Sep2021 shows. Style <c>lj</c> has no Å or ps: its numbers are kept
/// as they are, lengths in σ and times in τ, and whoever plans the run says so.
/// </remarks>
/// <param name="LengthA">Unit of length, Å.</param>
/// <param name="TimePs">Unit of time, ps.</param>
public sealed record LammpsUnits(string Style, double LengthA, double TimePs)
{
    private static readonly LammpsUnits[] All =
    [
        new("lj", 1, 1),
        new("metal", 1, 1),
        new("real", 1, 1 / Units.FsPerPs),
        new("electron", Units.BohrA, 1 / Units.FsPerPs),
        new("si", 1e10, 1e12),
        new("cgs", 1e8, 1e12),
        new("micro", 1e4, 1e6),
        new("nano", 10, 1e3),
    ];

    /// <summary>Unit of velocity, Å/ps.</summary>
    public double VelocityAPerPs => LengthA / TimePs;

    /// <summary>True where the numbers stay in σ and τ.</summary>
    public bool IsReduced => Style == "lj";

    /// <summary>The styles, as messages list them.</summary>
    public static string Known => string.Join(", ", All.Select(units => units.Style));

    /// <summary>The style of that name; null where there is none.</summary>
    public static LammpsUnits? Find(string style) => Array.Find(All, units => units.Style == style);

    internal static LammpsUnits? Find(ReadOnlySpan<byte> style)
    {
        foreach (LammpsUnits units in All)
            if (System.Text.Ascii.Equals(style, units.Style)) return units;
        return null;
    }
}
