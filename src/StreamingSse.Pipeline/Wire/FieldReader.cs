namespace StreamingSse.Pipeline.Wire;

/// <summary>Walks the fields of one wire record: a map from small numbers to values.</summary>
/// <remarks>
/// A record's first fields, 1 to <c>requiredCount</c>, must all be there, in any order; later ones may be absent. The reader of a
/// record skips every number that it does not know, so that records can grow.
/// </remarks>
internal struct FieldReader
{
    private readonly string _record;
    private readonly int _requiredCount;
    private int _left;
    private ulong _seen;

    public FieldReader(string record, int requiredCount, ref MessagePackReader reader)
    {
        (_record, _requiredCount) = (record, requiredCount);
        _left = reader.ReadMapHeader();
    }

    /// <summary>Number of the field whose value comes next.</summary>
    public int Number { get; private set; }

    public bool Next(ref MessagePackReader reader)
    {
        if (_left-- == 0)
        {
            for (int number = 1; number <= _requiredCount; number++)
                if ((_seen & (1UL << number)) == 0) throw reader.Bad($"field {number} of {_record}", "the record's end");
            return false;
        }
        Number = reader.ReadInt32();
        if (Number is < 1 or > 63) return true;   // of a newer release
        if ((_seen & (1UL << Number)) != 0) throw reader.Bad($"field {Number} of {_record} once", "it again");
        _seen |= 1UL << Number;
        return true;
    }
}
