using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The files of a chain, those that appear while it is followed included.</summary>
internal sealed class SegmentList(RunPlan plan)
{
    private volatile string[] _paths = [.. plan.Segments]; // never changed, only replaced: others look at it

    public IReadOnlyList<string> Paths => _paths;

    public int Count => _paths.Length;

    public string this[int segment] => _paths[segment];

    /// <summary>Takes the files along that were there; those that are there now and come after them stay.</summary>
    public void Carry(StateCarrier state)
    {
        IReadOnlyList<string> paths = state.Carry(Full(_paths), nameof(_paths));
        if (!state.IsLoading) return;
        if (paths.Count > _paths.Length || !Full(_paths).Take(paths.Count).SequenceEqual(paths))
            throw new StateMismatchException($"{plan.Path}: expected the files {string.Join(", ", paths)} first, got {string.Join(", ", _paths)}");
    }

    /// <summary>
    /// Looks for the file that follows the last one: first the one whose number goes on evenly, then, when asked, in the folder, where XDATCAR comes after the last of
    /// XDATCAR.*: those were moved away before the next job began.
    /// </summary>
    public bool Extend(bool listFolder)
    {
        if (plan.SegmentPattern is not string pattern) return false;
        string? current = pattern.EndsWith(".*", StringComparison.Ordinal) ? pattern[..^2] : null;
        if (_paths[^1] == current) return false;
        if (NumberedFiles.Next(pattern, _paths) is string next && File.Exists(next))
        {
            _paths = [.. _paths, next];
            return true;
        }
        if (!listFolder) return false;
        string[] later = [.. NumberedFiles.Matching(pattern).Where(path => NumberedFiles.IsLater(pattern, path, _paths[^1]))];
        if (later.Length == 0 && File.Exists(current)) later = [current];
        _paths = [.. _paths, .. later];
        return later.Length > 0;
    }

    private string[] Full(string[] paths) => plan.Imd is null ? [.. paths.Select(Path.GetFullPath)] : paths;
}
