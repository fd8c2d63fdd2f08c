namespace StreamingSse.Kernel.Materials;

/// <summary>Something read, and where: a file's name, with what in it.</summary>
public sealed record Sourced<T>(T Value, string From);
