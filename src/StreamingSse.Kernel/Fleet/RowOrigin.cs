namespace StreamingSse.Kernel.Fleet;

/// <summary>Where a row of the living table comes from.</summary>
public enum RowOrigin
{
    /// <summary>A run that was watched, here or elsewhere.</summary>
    Run,

    /// <summary>A row of a table that was given to compare with.</summary>
    Reference,
}
