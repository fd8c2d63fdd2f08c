namespace StreamingSse.Formats.Text;

/// <summary>Which field of an atom's line is what. Fields that have no part here are passed over unread.</summary>
/// <param name="names">A name for each field, as messages call it.</param>
/// <param name="moreAllowed">A line may have further fields.</param>
internal sealed class AtomColumns(IReadOnlyList<string> names, bool moreAllowed = false)
{
    public IReadOnlyList<string> Names => names;

    public int FieldCount { get; } = names.Count;

    public bool MoreAllowed => moreAllowed;

    /// <summary>Field of the atom's id; −1 where there is none.</summary>
    public int Id { get; init; } = -1;

    /// <summary>Field of the element or the type number; −1 where there is none.</summary>
    public int Label { get; init; } = -1;

    /// <summary>Field of the atom's mass; −1 where there is none.</summary>
    public int Mass { get; init; } = -1;

    /// <summary>Fields of x, y, z; empty where there are none.</summary>
    public IReadOnlyList<int> Position { get; init; } = [];

    /// <summary>Fields of ix, iy, iz; empty where there are none.</summary>
    public IReadOnlyList<int> Image { get; init; } = [];

    /// <summary>Fields of vx, vy, vz; empty where there are none.</summary>
    public IReadOnlyList<int> Velocity { get; init; } = [];
}
