namespace StreamingSse.Formats.Discovery;

/// <summary>The files of a CP2K set that belong to a -pos file: zoo-pos-1.xyz, zoo-vel-1.xyz, zoo-1.cell, zoo-1.ener, each plain or gzip.</summary>
internal sealed class Cp2kFileNames
{
    private const string Mark = "-pos-";
    private readonly string _folder, _number;

    public Cp2kFileNames(string positions)
    {
        string name = Path.GetFileName(positions);
        int at = name.LastIndexOf(Mark);
        Positions = positions;
        _folder = positions[..^name.Length];
        Project = at < 0 ? Path.GetFileNameWithoutExtension(name) : name[..at];
        _number = at < 0 ? "1" : name[(at + Mark.Length)..].Split('.')[0];
    }

    public string Positions { get; }

    public string Project { get; }

    public string? Velocities => Existing($"{Project}-vel-{_number}.xyz");

    public string? Cell => Existing($"{Project}-{_number}.cell");

    public string? Energies => Existing($"{Project}-{_number}.ener");

    private string? Existing(string name)
    {
        string path = _folder + name;
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }
}
