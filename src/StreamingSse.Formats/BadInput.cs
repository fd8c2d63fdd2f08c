namespace StreamingSse.Formats;

/// <summary>What is wrong with an input, in the form every message has: where, expected, found.</summary>
public sealed record BadInput(string Where, string Expected, string Found)
{
    /// <summary>Whether the run is there, and can be read once an option says what is missing.</summary>
    public bool LacksOption { get; init; }

    public override string ToString() => $"{Where}: expected {Expected}, got {Found}";
}

/// <summary>Input that cannot be read at all. Its message is that of a <see cref="BadInput"/>.</summary>
public sealed class BadInputException(BadInput bad) : Exception(bad.ToString())
{
    public BadInputException(string where, string expected, string found) : this(new BadInput(where, expected, found)) { }

    public BadInput Bad { get; } = bad;
}
