namespace StreamingSse.Pipeline.Tests;

/// <summary>Tests that count the whole process's bytes: nothing else runs beside them.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
