using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>Where a value was written. Line and column count from 1; at line 0 <c>File</c> is no text (an environment variable).</summary>
public readonly record struct HoconOrigin(string File, int Line, int Column)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";

    internal BadInputException Bad(string expected, string found) => new(ToString(), expected, found);

    /// <summary>For what the HOCON specification has and this reader leaves out.</summary>
    internal BadInputException LeftOut(string feature) =>
        new(ToString(), "the part of HOCON listed in docs/configuration.md", $"{feature}, which is left out");
}
