using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.NetCdf;

/// <summary>Where a frame's numbers stand within a record, by the AMBER convention, which LAMMPS follows too.</summary>
internal sealed class NetCdfLayout
{
    private const long MostRecordBytes = 1_000_000_000;
    private readonly List<NetCdfVariable> _variables;

    public NetCdfLayout(List<NetCdfVariable> variables)
    {
        _variables = variables;
        List<NetCdfVariable> records = variables.FindAll(variable => variable.IsRecord);
        RecordBytes = records.Count == 1 ? records[0].ByteCount : records.Sum(variable => (variable.ByteCount + 3) & ~3L);
        FirstRecordAt = records.Count == 0 ? 0 : records.Min(variable => variable.Begin);
        Positions = Vectors("coordinates") ?? Vectors("unwrapped_coordinates");
        Velocities = Vectors("velocities");
        ArePositionsUnwrapped = Positions?.Name == "unwrapped_coordinates";
        Time = Record("time", 1);
        (CellLengths, CellAngles, CellOrigin) = (Record("cell_lengths", 3), Record("cell_angles", 3), Record("cell_origin", 3));
        AtomCount = (int)((Positions ?? Velocities)?.Shape[0] ?? 0);
        Ids = Record("id", AtomCount) ?? Record("identifier", AtomCount);
        Types = Record("type", AtomCount) ?? Record("atom_types", AtomCount);
    }

    public int AtomCount { get; }

    public long RecordBytes { get; }

    public long FirstRecordAt { get; }

    public bool ArePositionsUnwrapped { get; }

    public NetCdfVariable? Positions { get; }

    public NetCdfVariable? Velocities { get; }

    public NetCdfVariable? Time { get; }

    public NetCdfVariable? CellLengths { get; }

    public NetCdfVariable? CellAngles { get; }

    public NetCdfVariable? CellOrigin { get; }

    public NetCdfVariable? Ids { get; }

    public NetCdfVariable? Types { get; }

    /// <summary>Why no frames can be read from it; null where they can.</summary>
    public BadInput? Refusal()
    {
        if (Positions is null && Velocities is null)
            return new BadInput("header", "coordinates or velocities of (frame, atom, spatial)", string.Join(", ", _variables.Select(variable => variable.Name)));
        if (AtomCount < 1 || AtomCount > TextLimits.MaxAtomCount) return new BadInput("header", $"1 to {TextLimits.MaxAtomCount} atoms", $"{AtomCount}");
        if (Velocities is not null && Velocities.Shape[0] != AtomCount) return new BadInput("velocities", $"{AtomCount} atoms, as coordinates", $"{Velocities.Shape[0]}");
        if (_variables.Find(IsMisshapen) is NetCdfVariable misshapen)
            return new BadInput(misshapen.Name, $"{CountOf(misshapen.Name)} values in a record of {AtomCount} atoms", $"{misshapen.ValueCount}");
        if (_variables.Find(variable => CountOf(variable.Name) is not null && (!double.IsFinite(variable.Scale) || variable.Scale == 0)) is NetCdfVariable unscaled)
            return new BadInput(unscaled.Name, "a scale factor that is finite and not zero", $"{unscaled.Scale}");
        if (RecordBytes > MostRecordBytes) return new BadInput("header", $"{MostRecordBytes} bytes of a record at most", $"{RecordBytes}");
        if (Positions is { Units: not "" and not "angstrom" and not "a" }) return new BadInput("coordinates", "ångström", Positions.Units);
        if (Velocities is { Units: not "" and not "angstrom/picosecond" and not "angstrom/femtosecond" })
            return new BadInput("velocities", "Å/ps or Å/fs", Velocities.Units);
        if (Time is { Units: not "" and not "picosecond" and not "femtosecond" }) return new BadInput("time", "ps or fs", Time.Units);
        NetCdfVariable? outside = _variables.Find(variable => variable.IsRecord && variable.Begin - FirstRecordAt + variable.ByteCount > RecordBytes);
        return outside is null ? null : new BadInput("header", "record variables within one record", outside.Name);
    }

    /// <summary>Takes a layout along by its variables, from which all else follows.</summary>
    public static NetCdfLayout? Carry(StateCarrier state, NetCdfLayout? layout)
    {
        int count = state.Carry(layout?._variables.Count ?? -1);
        if (count < 0) return null;
        List<NetCdfVariable> variables = [.. Enumerable.Range(0, count).Select(i => NetCdfVariable.Carry(state, layout?._variables[i]))];
        return state.IsLoading ? new NetCdfLayout(variables) : layout;
    }

    /// <summary>Bytes from the start of a record to a variable.</summary>
    public int At(NetCdfVariable variable) => (int)(variable.Begin - FirstRecordAt);

    private NetCdfVariable? Vectors(string name) => _variables.Find(variable =>
        variable.Name == name && variable.IsRecord && variable.Shape is [_, 3] && (variable.Type is NetCdfType.Float or NetCdfType.Double));

    private bool IsMisshapen(NetCdfVariable variable) => variable.IsRecord && CountOf(variable.Name) is long count && variable.ValueCount != count;

    /// <returns>Values in a record of a variable that is read; null of any other.</returns>
    private long? CountOf(string name) => name switch
    {
        "coordinates" or "unwrapped_coordinates" or "velocities" => 3L * AtomCount,
        "id" or "identifier" or "type" or "atom_types" => AtomCount,
        "cell_lengths" or "cell_angles" or "cell_origin" => 3,
        "time" => 1,
        _ => null,
    };

    private NetCdfVariable? Record(string name, int count) => _variables.Find(variable => variable.Name == name && variable.IsRecord && variable.ValueCount == count);
}
