using System.Text;

namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>A file whose being there stops an engine. One that is there already is somebody else's, and left alone.</summary>
internal sealed class StopFile(string path, string content)
{
    private bool _isOurs;

    public string Path => path;

    /// <summary>Why it cannot be written; null where it can.</summary>
    public string? Obstacle()
    {
        if (File.Exists(path)) return $"{path} is there already: the engine was asked to stop before";
        string folder = System.IO.Path.GetDirectoryName(path)!;
        return Directory.Exists(folder) ? null : $"{folder}: expected the engine's folder, got none";
    }

    public void Write()
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(content));
        _isOurs = true;
    }

    public void Adopt() => _isOurs = true;

    public IReadOnlyList<string> Remove()
    {
        if (!_isOurs || !File.Exists(path)) return [];
        File.Delete(path);
        return [path];
    }
}
