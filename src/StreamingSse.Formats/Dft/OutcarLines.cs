using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Dft;

/// <summary>The lines of an OUTCAR, one after the other, counted.</summary>
internal sealed class OutcarLines(string path) : IDisposable
{
    private readonly IEnumerator<string> _lines = TextFile.Lines(path).GetEnumerator();

    public string Current { get; private set; } = "";

    public long LineNumber { get; private set; }

    public bool MoveNext()
    {
        if (!_lines.MoveNext()) return false;
        (Current, LineNumber) = (_lines.Current, LineNumber + 1);
        return true;
    }

    /// <summary>The numbers of the next line, its first <paramref name="skip"/> words passed over.</summary>
    /// <exception cref="BadInputException">They are not as many.</exception>
    public double[] NextNumbers(int count, string what, int skip = 0)
    {
        if (!MoveNext()) throw new BadInputException($"{path} line {LineNumber}", what, "the end of the file");
        string[] words = Words.Of(Current);
        double[] numbers = [.. words.Skip(skip).Take(count).Select(word => Words.TryNumber(word, out double value) ? value : double.NaN)];
        return numbers.Length == count && numbers.All(double.IsFinite) ? numbers : throw new BadInputException($"{path} line {LineNumber}", what, $"'{Current.Trim()}'");
    }

    public void Skip(int lines)
    {
        for (int i = 0; i < lines; i++) MoveNext();
    }

    public void Dispose() => _lines.Dispose();
}
