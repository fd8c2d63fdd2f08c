namespace StreamingSse.Kernel.Frames;

/// <summary>Whose common motion is taken out of the positions.</summary>
public enum DriftMode
{
    /// <summary>That of the atoms that are not mobile; of all where every atom is mobile.</summary>
    Framework,

    /// <summary>That of all atoms.</summary>
    All,

    /// <summary>None.</summary>
    None,
}
