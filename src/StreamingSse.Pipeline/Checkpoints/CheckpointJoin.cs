namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>The state of one branch at a cut.</summary>
/// <param name="Branch">Its place in the way of the data.</param>
internal sealed record SavedBranch(int Branch, int Generation, long FrameCount, SavedState State);

/// <summary>Puts the states of the branches at one cut together. One cut is under way at a time: a newer one replaces it.</summary>
internal sealed class CheckpointJoin(int branchCount)
{
    private readonly SavedState?[] _branches = new SavedState?[branchCount];

    /// <summary>The cut that is under way; null between two.</summary>
    public CheckpointHead? Head { get; private set; }

    public void Begin(CheckpointHead? head)
    {
        Head = head;
        Array.Clear(_branches);
    }

    /// <returns>All branches' states once the last of them has come; null before.</returns>
    public IReadOnlyList<SavedState>? Add(SavedBranch saved)
    {
        if (Head is null || (saved.Generation, saved.FrameCount) != (Head.Generation, Head.FrameCount)) return null;
        _branches[saved.Branch] = saved.State;
        if (!Array.TrueForAll(_branches, branch => branch is not null)) return null;
        SavedState[] all = [.. _branches.Select(branch => branch!.Value)];
        Begin(null);
        return all;
    }
}
