namespace StreamingSse.Bench;

/// <summary>What a fuzz has tried and seen.</summary>
public sealed class FuzzTally
{
    private readonly Dictionary<string, int> _mutationsOf = [];

    /// <summary>Mutations per format.</summary>
    public IReadOnlyDictionary<string, int> MutationsOf => _mutationsOf;

    public int Frames { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>Frames whose own bytes were not touched, each at a place where the file has one.</summary>
    public int Own { get; private set; }

    /// <summary>Those of them that are bit for bit as they were; the others come after damage that they hang on.</summary>
    public int Same { get; private set; }

    public void Take(string file, FuzzReading read)
    {
        string format = FormatOf(file);
        _mutationsOf[format] = _mutationsOf.GetValueOrDefault(format) + 1;
        (Frames, Rejected) = (Frames + read.Frames.Count, Rejected + read.Rejected.Count);
    }

    public void TakeOwn(bool isSame) => (Own, Same) = (Own + 1, Same + (isSame ? 1 : 0));

    private static string FormatOf(string file) => file.StartsWith("vasprun") ? "vasprun.xml" : file.Contains("OUTCAR") ? "OUTCAR"
        : Path.GetExtension(file) is ".bin" ? "IMD" : Path.GetExtension(file).TrimStart('.');
}
