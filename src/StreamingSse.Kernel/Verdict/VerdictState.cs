namespace StreamingSse.Kernel.Verdict;

/// <summary>Where a run stands. The exact criterion of each is in docs/verdict.md.</summary>
public enum VerdictState
{
    /// <summary>Too short to say anything.</summary>
    Waiting,

    /// <summary>The start, or one half, is unlike the rest.</summary>
    Equilibrating,

    /// <summary>D(Δ) still changes with the lag: only an upper bound is shown.</summary>
    SubDiffusive,

    /// <summary>D is not told from zero: only an upper bound is shown.</summary>
    NotDiffusing,

    /// <summary>D with an interval, still wider than asked for.</summary>
    Diffusing,

    /// <summary>The stopping rule has been met.</summary>
    Converged,
}
