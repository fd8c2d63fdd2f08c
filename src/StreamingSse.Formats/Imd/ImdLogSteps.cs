using System.Globalization;
using System.Text;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Imd;

/// <summary>The newest step in a LAMMPS log that grows: the first column of its table.</summary>
internal sealed class ImdLogSteps(string path)
{
    private const int BlockBytes = 64 * 1024;
    private readonly byte[] _block = new byte[BlockBytes];
    private readonly StringBuilder _line = new();
    private long _offset, _last = -1;
    private bool _isInTable;

    /// <summary>Steps between the last two lines; 0 before there were two.</summary>
    public long Interval { get; private set; }

    /// <returns>Null where the log has no line yet or cannot be read.</returns>
    public long? ReadLatest()
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length < _offset) (_offset, _isInTable) = (0, false);
            file.Position = _offset;
            for (int read; (read = file.Read(_block)) > 0; _offset += read) Take(Encoding.Latin1.GetString(_block, 0, read));
        }
        catch (IOException)
        {
            return null; // not there yet, or no longer
        }
        return _last < 0 ? null : _last;
    }

    private void Take(string text)
    {
        foreach (char letter in text)
        {
            if (letter != '\n')
            {
                _line.Append(letter);
                continue;
            }
            TakeLine(_line.ToString());
            _line.Clear();
        }
    }

    private void TakeLine(string line)
    {
        string[] words = Words.Of(line);
        if (words.Length == 0) return;
        if (words[0] == "Step") _isInTable = true;
        else if (words[0] == "Loop") _isInTable = false;
        else if (_isInTable && long.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long step))
        {
            if (_last >= 0 && step > _last) Interval = step - _last;
            _last = step;
        }
    }
}
