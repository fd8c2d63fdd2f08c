using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Formats.Discovery;

/// <summary>What the files beside a trajectory say about its run; each value once, from the first file that has it.</summary>
internal sealed class EngineFacts
{
    private readonly List<Inferred> _inferred = [];

    public double TimestepFs { get; private set; } = double.NaN;

    public double FrameFs { get; private set; } = double.NaN;

    public double TemperatureK { get; private set; } = double.NaN;

    public string? LammpsUnits { get; private set; }

    public Cell? Cell { get; private set; }

    /// <summary>The <c>fix imd</c> of a LAMMPS script; null where it has none.</summary>
    public LammpsImdFix? ImdFix { get; private set; }

    /// <summary>Specie per label of the trajectory (type number, or element).</summary>
    public Dictionary<string, string> SpecieOfLabel { get; } = [];

    /// <summary>Mass per label, amu.</summary>
    public Dictionary<string, double> MassOfLabel { get; } = [];

    /// <summary>Species in the order of the types or of the file, where the trajectory names none.</summary>
    public IReadOnlyList<string> SpeciesInOrder { get; set; } = [];

    /// <summary>Names of the atoms in the order of the frames, for a trajectory that names none; null where they were not found.</summary>
    public IReadOnlyList<string>? AtomNames { get; private set; }

    /// <summary>Residue of each of <see cref="AtomNames"/>.</summary>
    public IReadOnlyList<string> Residues { get; private set; } = [];

    /// <summary>False where names are those of a force field and stay as they are: CA is then not calcium.</summary>
    public bool NamesAreElements { get; private set; } = true;

    public IReadOnlyList<Inferred> Inferred => _inferred;

    public List<string> Warnings { get; } = [];

    public void SetTimestep(double fs, string from)
    {
        if (double.IsNaN(TimestepFs) && fs > 0) TimestepFs = Noted("timestep", $"{fs:0.######} fs", from, fs);
    }

    public void SetFrameSpacing(double fs, string from)
    {
        if (double.IsNaN(FrameFs) && fs > 0) FrameFs = Noted("frame spacing", $"{fs:0.######} fs", from, fs);
    }

    public void SetTemperature(double k, string from)
    {
        if (double.IsNaN(TemperatureK) && k > 0) TemperatureK = Noted("temperature", $"{k:0.###} K", from, k);
    }

    public void SetLammpsUnits(string style, string from) => LammpsUnits ??= Noted("units", style, from, style);

    /// <summary>The command by which the engine changes the cell; null where none is known.</summary>
    public string? CellChangedBy { get; set; }

    public void SetCell(Cell cell, string from) => Cell ??= Noted("cell", $"{cell.VolumeA3:0.###} Å³", from, cell);

    public void SetSpecie(string label, string specie, string from)
    {
        if (SpecieOfLabel.TryAdd(label, specie) && label != specie) _inferred.Add(new Inferred($"specie {label}", specie, from));
    }

    public void SetMass(string label, double amu, string from)
    {
        if (amu > 0 && MassOfLabel.TryAdd(label, amu)) _inferred.Add(new Inferred($"mass {label}", $"{amu:0.######} amu", from));
    }

    public void SetImdFix(LammpsImdFix fix, string from) => ImdFix ??= Noted("IMD", $"a frame every {fix.Rate} steps, {(fix.IsUnwrapped ? "unwrapped" : "wrapped")}", from, fix);

    /// <summary>A thermostat that rubs on every ion sets a part of D itself.</summary>
    public void WarnOfFriction(string thermostat, string file) =>
        Warnings.Add($"{file}: {thermostat} rubs on or kicks every ion, so D depends on its friction: use Nosé–Hoover or velocity rescaling, or a friction far below 1/ps");

    /// <summary>A temperature that changes by intent is no set point.</summary>
    public void WarnOfRamp(double fromK, double toK, string file) =>
        Warnings.Add($"the temperature is ramped from {fromK} to {toK} K ({file}); give --temperature-k if one is to be used");

    public void TakeNames(NamedAtoms? found)
    {
        if (found is null) return;
        (AtomNames, NamesAreElements) = (found.Names, found.AreElements);
        Residues = found.Residues.Count > 0 ? found.Residues : [.. Enumerable.Repeat("", found.Names.Count)];
        Note("atom names", $"{found.Names.Count} atoms", found.File);
    }

    public void Note(string what, string value, string from) => _inferred.Add(new Inferred(what, value, from));

    private T Noted<T>(string what, string value, string from, T kept)
    {
        _inferred.Add(new Inferred(what, value, from));
        return kept;
    }
}
