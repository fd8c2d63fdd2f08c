namespace StreamingSse.Formats.Text;

/// <summary>Bounds that a text must keep. They are checked before memory is taken, so a damaged file costs no more than its size.</summary>
public static class TextLimits
{
    /// <summary>Atoms of one frame. Memory follows the lines that have come, never the number a header claims.</summary>
    public const long MaxAtomCount = 20_000_000;

    /// <summary>Bytes of one line outside the atoms' block (an extxyz comment is the longest of them).</summary>
    public const int MaxHeaderLineBytes = 65_536;

    /// <summary>Bytes of the line of one atom.</summary>
    public const int MaxRowBytes = 8_192;

    /// <summary>Bytes of an atom's label (element, kind or type number).</summary>
    public const int MaxLabelBytes = 8;
}
