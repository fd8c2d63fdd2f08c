namespace StreamingSse.Formats.Text;

/// <summary>Reads the block of lines with one atom each into columns of numbers, in the order of the file.</summary>
/// <remarks>Memory follows the lines that have come: about 90 bytes an atom. Steady state allocates nothing.</remarks>
internal sealed unsafe class AtomRows
{
    private const int FewRows = 64;                 // slack of the guess how much text the missing rows take

    private readonly FieldScan _scan = new();
    private readonly Staging<long> _ids = new();
    private readonly Staging<ulong> _labels = new();
    private readonly Staging<double> _positions = new();
    private readonly Staging<double> _velocities = new();
    private readonly Staging<double> _masses = new();
    private readonly Staging<int> _images = new();
    private AtomColumns _columns = new([]);
    private int _bytesPerRow = TextLimits.MaxRowBytes;

    /// <summary>Rows read so far.</summary>
    public int Count { get; private set; }

    /// <summary>Rows to be read.</summary>
    public int Wanted { get; private set; }

    /// <summary>File's number of the line of row 0.</summary>
    public long FirstLine { get; private set; }

    public AtomColumns Columns => _columns;

    /// <summary>Ids in the order of the file; empty where the file has none. So are the others.</summary>
    public ReadOnlySpan<long> Ids => _ids.First(_columns.Id < 0 ? 0 : Count);

    /// <summary>Labels, up to eight bytes each, the first the lowest.</summary>
    public ReadOnlySpan<ulong> Labels => _labels.First(_columns.Label < 0 ? 0 : Count);

    public ReadOnlySpan<double> Masses => _masses.First(_columns.Mass < 0 ? 0 : Count);

    /// <summary>Positions as written, shape [Count, 3].</summary>
    public ReadOnlySpan<double> Positions => _positions.First(_columns.Position.Count * Count);

    /// <summary>Velocities or momenta as written, shape [Count, 3].</summary>
    public ReadOnlySpan<double> Velocities => _velocities.First(_columns.Velocity.Count * Count);

    /// <summary>Image flags, shape [Count, 3].</summary>
    public ReadOnlySpan<int> Images => _images.First(_columns.Image.Count * Count);

    public void Begin(AtomColumns columns, int atomCount, long firstLine) =>
        (_columns, Wanted, Count, FirstLine) = (columns, atomCount, 0, firstLine);

    /// <summary>Reads rows up to the last one, the end of the text, or a row that is wrong, which is left unread.</summary>
    public BadInput? Read(ref TextLines text)
    {
        while (Count < Wanted && !text.AtEnd)
        {
            ReadOnlySpan<byte> rest = text.Rest;
            ScanRows(rest);
            if (_scan.LineCount == 0)
                return new BadInput($"line {text.LineNumber}", $"a line of at most {TextLimits.MaxRowBytes} bytes", "a longer one");

            int rows = Math.Min(_scan.LineCount, Wanted - Count);
            Reserve(Count + rows);
            int read = ReadScanned(rest, rows);
            Count += read;
            if (read > 0)
            {
                _bytesPerRow = _scan.EndOf(read - 1) / read + 1;
                text.Skip(_scan.EndOf(read - 1), read);
            }
            if (read < rows) return RowCheck.Explain(text.Peek(), _columns, text.LineNumber);
        }
        return null;
    }

    /// <summary>Scans about as much text as the missing rows take: what lies behind them would be scanned in vain.</summary>
    private void ScanRows(ReadOnlySpan<byte> rest)
    {
        int most = Math.Min(rest.Length, TextLimits.MaxRowBytes);
        int guess = (int)Math.Min(most, (Wanted - Count + FewRows) * (long)_bytesPerRow);
        _scan.Scan(rest[..guess], isEnd: guess == rest.Length);
        if (_scan.LineCount == 0) _scan.Scan(rest[..most], isEnd: most == rest.Length);
    }

    private void Reserve(int rows)
    {
        if (_columns.Id >= 0) _ids.Reserve(rows);
        if (_columns.Label >= 0) _labels.Reserve(rows);
        if (_columns.Mass >= 0) _masses.Reserve(rows);
        _positions.Reserve(rows * _columns.Position.Count);
        _velocities.Reserve(rows * _columns.Velocity.Count);
        _images.Reserve(rows * _columns.Image.Count);
    }

    /// <summary>Reads the scanned lines column by column: each loop is short, and its numbers do not wait for each other.</summary>
    /// <returns>How many rows, from the first, are good.</returns>
    private int ReadScanned(ReadOnlySpan<byte> text, int rows)
    {
        rows = CountWellFormed(rows);
        fixed (byte* start = text)
        fixed (uint* fields = _scan.FieldStarts)
        fixed (int* before = _scan.FieldsBefore)
        {
            var source = new FieldColumns(start, start + text.Length, fields, before, _scan.HasDamage);
            AtomColumns columns = _columns;
            if (columns.Id >= 0) rows = source.Read(columns.Id, rows, _ids.At + Count);
            if (columns.Label >= 0) rows = source.Read(columns.Label, rows, _labels.At + Count);
            if (columns.Mass >= 0) rows = source.Read(columns.Mass, rows, _masses.At + Count, stride: 1);
            for (int axis = 0; axis < columns.Position.Count; axis++)
                rows = source.Read(columns.Position[axis], rows, _positions.At + 3 * Count + axis, stride: 3);
            for (int axis = 0; axis < columns.Image.Count; axis++)
                rows = source.Read(columns.Image[axis], rows, _images.At + 3 * Count + axis, stride: 3);
            for (int axis = 0; axis < columns.Velocity.Count; axis++)
                rows = source.Read(columns.Velocity[axis], rows, _velocities.At + 3 * Count + axis, stride: 3);
        }
        return rows;
    }

    private int CountWellFormed(int rows)
    {
        ReadOnlySpan<int> before = _scan.FieldsBefore;
        int wanted = _columns.FieldCount;
        for (int row = 0; row < rows; row++)
        {
            int fields = before[row + 1] - before[row];
            if (fields != wanted && !(_columns.MoreAllowed && fields > wanted)) return row;
        }
        return rows;
    }
}
