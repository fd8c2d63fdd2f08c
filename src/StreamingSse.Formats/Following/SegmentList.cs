using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Following;

/// <summary>The files of a chain, those that appear while it is followed included.</summary>
internal sealed class SegmentList(RunPlan plan)
{
    private readonly List<string> _paths = [.. plan.Segments];

    public int Count => _paths.Count;

    public string this[int segment] => _paths[segment];

    /// <summary>Looks for the file that follows the last one: first the one whose number goes on evenly, then, when asked, in the folder.</summary>
    public bool Extend(bool listFolder)
    {
        if (plan.SegmentPattern is not string pattern) return false;
        if (NumberedFiles.Next(pattern, _paths) is string next && File.Exists(next))
        {
            _paths.Add(next);
            return true;
        }
        if (!listFolder) return false;
        string[] later = [.. NumberedFiles.Matching(pattern).Where(path => NumberedFiles.IsLater(pattern, path, _paths[^1]))];
        _paths.AddRange(later);
        return later.Length > 0;
    }
}
