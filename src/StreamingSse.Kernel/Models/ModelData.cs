using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Models;

/// <summary>What a model is to learn.</summary>
/// <param name="Rows">The rows that have a target.</param>
/// <param name="Groups">A name for each row of the table; rows of one group are left out together.</param>
public sealed record ModelData(
    NumberColumn Target, IReadOnlyList<NumberColumn> Numbers, IReadOnlyList<WordColumn> Words, int[] Rows, IReadOnlyList<string> Groups);
