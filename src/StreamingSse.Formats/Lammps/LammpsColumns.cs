using StreamingSse.Formats.Text;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Lammps;

/// <summary>What the line <c>ITEM: ATOMS id type x y z …</c> says about the columns.</summary>
/// <param name="Kind">What the positions are.</param>
/// <param name="IsScaled">Positions are fractions of the cell.</param>
internal sealed record LammpsColumns(AtomColumns Columns, PositionKind Kind, bool IsScaled)
{
    private static readonly string[] Positions = ["xu yu zu", "xsu ysu zsu", "x y z", "xs ys zs"];

    /// <summary>Reads the names behind <c>ITEM: ATOMS</c>. Positions that say most are taken: unwrapped, then those with image
    /// flags.</summary>
    public static LammpsColumns? Read(ReadOnlySpan<byte> names, string where, out BadInput? bad)
    {
        string[] columns = WhiteSpace.Split(names);
        string found = $"'{string.Join(' ', columns.Take(20))}'";
        string? position = Array.Find(Positions, set => Has(columns, set));
        bool hasVelocity = Has(columns, "vx vy vz"), isUnwrapped = position?.Contains('u') ?? false;
        bool hasImages = position is not null && !isUnwrapped && Has(columns, "ix iy iz");
        bad = !Has(columns, "id") ? new BadInput(where, "a column id, without which no atom can be followed", found)
            : columns.Distinct().Count() < columns.Length || columns.Any(name => name.Contains("ITEM:"))
                ? new BadInput(where, "each column once", found)
            : columns.Any(name => !char.IsAsciiLetter(name[0]) && name[0] != '_') ? new BadInput(where, "names of columns", found) // a torn line goes on with numbers
            : position is null && !hasVelocity ? new BadInput(where, "columns x y z, xs ys zs, xu yu zu, xsu ysu zsu or vx vy vz", found)
            : null;
        if (bad is not null) return null;

        var atoms = new AtomColumns(columns)
        {
            Id = Array.IndexOf(columns, "id"),
            Label = Math.Max(Array.IndexOf(columns, "element"), columns.Contains("element") ? -1 : Array.IndexOf(columns, "type")),
            Position = position is null ? [] : Indices(columns, position),
            Image = hasImages ? Indices(columns, "ix iy iz") : [],
            Velocity = hasVelocity ? Indices(columns, "vx vy vz") : [],
        };
        PositionKind kind = position is null ? PositionKind.Absent : isUnwrapped ? PositionKind.Unwrapped
            : hasImages ? PositionKind.WrappedWithImages : PositionKind.Wrapped;
        return new LammpsColumns(atoms, kind, position?.Contains('s') ?? false);
    }

    private static bool Has(string[] columns, string set) => set.Split(' ').All(columns.Contains);

    private static int[] Indices(string[] columns, string set) => [.. set.Split(' ').Select(name => Array.IndexOf(columns, name))];
}
