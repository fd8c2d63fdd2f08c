using System.Text;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Text;

/// <summary>Who the atoms are: fixed by the first frame, and checked in every other.</summary>
/// <remarks>
/// Where the file has ids, a frame is in their ascending order, whatever the order of the lines. The usual case, ids and labels just as
/// in the last frame, costs one comparison of memory.
/// </remarks>
internal sealed class AtomOrder
{
    private long[] _idOfSlot = [], _idOfRow = [];
    private ulong[] _labelOfSlot = [], _labelOfRow = [];
    private int[] _slotOfRow = [];
    [NotState("work space")] private int[] _newSlotOfRow = [];
    [NotState("work space")] private int[] _rowSeen = [];   // for each slot, the row + 1 that named it
    private bool _rowsAreSorted = true;

    /// <summary>Atoms of every frame; 0 before the first.</summary>
    public int AtomCount { get; private set; }

    /// <summary>Label of each atom in the order of the frames; empty text where the file has none.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>Place in the frame of each row; empty where row and place are the same.</summary>
    public ReadOnlySpan<int> SlotOfRow => _rowsAreSorted ? [] : _slotOfRow;

    /// <summary>Takes the rows of a frame, or says which atom does not belong; after that all is as before.</summary>
    public BadInput? Accept(AtomRows rows)
    {
        ReadOnlySpan<long> ids = rows.Ids;
        ReadOnlySpan<ulong> labels = rows.Labels;
        if (AtomCount == 0) return Define(rows);
        if (ids.IsEmpty != (_idOfSlot.Length == 0))
            return new BadInput($"line {rows.FirstLine}", "ids as in the first frame", ids.IsEmpty ? "none" : "a column of them");
        bool isSameOrder = ids.SequenceEqual(_idOfRow);
        if (!isSameOrder && FindSlots(rows) is { } bad) return bad;
        ReadOnlySpan<int> slots = isSameOrder ? SlotOfRow : _newSlotOfRow;
        bool hasLabels = !labels.IsEmpty && _labelOfSlot.Length > 0;
        if (hasLabels && !(isSameOrder && labels.SequenceEqual(_labelOfRow)) && CheckLabels(rows, slots) is { } wrong) return wrong;
        if (isSameOrder) return null;

        ids.CopyTo(_idOfRow);
        if (hasLabels) labels.CopyTo(_labelOfRow);
        (_slotOfRow, _newSlotOfRow) = (_newSlotOfRow, _slotOfRow);
        _rowsAreSorted = IsCounting(_slotOfRow);
        return null;
    }

    public void Carry(StateCarrier state)
    {
        (AtomCount, Labels) = (state.Carry(AtomCount), state.Carry(Labels));
        (_idOfSlot, _idOfRow) = (state.Carry(_idOfSlot), state.Carry(_idOfRow));
        (_labelOfSlot, _labelOfRow) = (state.Carry(_labelOfSlot), state.Carry(_labelOfRow));
        (_slotOfRow, _rowsAreSorted) = (state.Carry(_slotOfRow), state.Carry(_rowsAreSorted));
        if (state.IsLoading) (_newSlotOfRow, _rowSeen) = (new int[_idOfRow.Length], new int[_idOfRow.Length]);
    }

    private BadInput? Define(AtomRows rows)
    {
        ReadOnlySpan<long> ids = rows.Ids;
        int count = rows.Count;
        long[] sorted = ids.ToArray();
        int[] rowOfSlot = [.. Enumerable.Range(0, count)];
        Array.Sort(sorted, ids.IsEmpty ? null : rowOfSlot);
        for (int slot = 1; slot < sorted.Length; slot++)
            if (sorted[slot] == sorted[slot - 1])
                return new BadInput(Line(rows, ids.LastIndexOf(sorted[slot]), "id"), "each id once", $"{sorted[slot]} a second time");

        AtomCount = count;
        (_idOfSlot, _idOfRow) = (sorted, ids.ToArray());
        (_slotOfRow, _newSlotOfRow, _rowSeen) = (new int[count], new int[ids.Length], new int[ids.Length]);
        for (int slot = 0; slot < count; slot++) _slotOfRow[rowOfSlot[slot]] = slot;
        _rowsAreSorted = IsCounting(_slotOfRow);
        ulong[] labels = rows.Labels.ToArray();
        _labelOfRow = labels;
        _labelOfSlot = labels.Length == 0 ? [] : [.. rowOfSlot.Select(row => labels[row])];
        var names = new Dictionary<ulong, string>();
        Labels = labels.Length == 0 ? [.. Enumerable.Repeat("", count)] : [.. _labelOfSlot.Select(label => Name(label, names))];
        return null;
    }

    private BadInput? FindSlots(AtomRows rows)
    {
        ReadOnlySpan<long> ids = rows.Ids;
        Array.Clear(_rowSeen);
        for (int row = 0; row < ids.Length; row++)
        {
            // Nearly always without a gap: then the place follows from the id, else it is searched.
            long offset = ids[row] - _idOfSlot[0];
            int slot = offset >= 0 && offset < AtomCount && _idOfSlot[offset] == ids[row]
                ? (int)offset : Array.BinarySearch(_idOfSlot, ids[row]);
            if (slot < 0) return new BadInput(Line(rows, row, "id"), "an id of the first frame", $"{ids[row]}");
            if (_rowSeen[slot] != 0)
                return new BadInput(Line(rows, row, "id"), "each id once",
                    $"{ids[row]} a second time, after line {rows.FirstLine + _rowSeen[slot] - 1}");
            _rowSeen[slot] = row + 1;
            _newSlotOfRow[row] = slot;
        }
        return null;
    }

    private BadInput? CheckLabels(AtomRows rows, ReadOnlySpan<int> slots)
    {
        ReadOnlySpan<ulong> labels = rows.Labels;
        for (int row = 0; row < labels.Length; row++)
        {
            int slot = slots.IsEmpty ? row : slots[row];
            if (labels[row] != _labelOfSlot[slot])
                return new BadInput(Line(rows, row, rows.Columns.Names[rows.Columns.Label]), $"{Labels[slot]} as in the first frame",
                    Name(labels[row], []));
        }
        return null;
    }

    private static string Line(AtomRows rows, int row, string column) => $"line {rows.FirstLine + row}, column {column}";

    private static bool IsCounting(int[] slots)
    {
        for (int row = 0; row < slots.Length; row++)
            if (slots[row] != row) return false;
        return true;
    }

    private static string Name(ulong label, Dictionary<ulong, string> known)
    {
        if (known.TryGetValue(label, out string? name)) return name;
        Span<byte> bytes = stackalloc byte[TextLimits.MaxLabelBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, label);
        return known[label] = Encoding.Latin1.GetString(bytes.TrimEnd((byte)0));
    }
}
