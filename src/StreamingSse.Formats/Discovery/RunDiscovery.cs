using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Discovery;

/// <summary>Finds out how to read a run: from its path, the files beside it, and what the user said, which wins.</summary>
/// <remarks>What is not said and not found is asked for in one message, never guessed.</remarks>
public static class RunDiscovery
{
    /// <summary>A run in a file, a folder, a folder of numbered job folders, or at a socket.</summary>
    public static RunPlan Find(string path, RunOptions options)
    {
        if (ImdAddress.IsMeant(path)) return ImdDiscovery.Find(path, options);
        if (path.Length > 1) path = Path.TrimEndingDirectorySeparator(path);
        return Plan(path, TrajectoryFinder.Find(path, options.Chain), options);
    }

    /// <summary>Whether a folder has a trajectory of its own, and is not a run through its numbered job folders only.</summary>
    public static bool HoldsTrajectory(string folder) => TrajectoryFinder.HoldsOne(folder);

    /// <summary>Several paths that are the segments of one chain, in this order.</summary>
    public static RunPlan FindChain(IReadOnlyList<string> paths, RunOptions options) => Plan(paths[0], TrajectoryFinder.Chain(paths), options);

    private static RunPlan Plan(string path, Trajectory trajectory, RunOptions options)
    {
        FirstFrames first = FirstFrames.Read(trajectory);
        var facts = new EngineFacts();
        string engine = AskEngine(facts, trajectory, first, options);
        bool lacksCell = trajectory.Format == TrajectoryFormat.ExtendedXyz && !first.HasCell && first.IsFolded;
        if (lacksCell) CellBeside.Find(facts, trajectory.Files[0], first.Labels.Count);
        Announce(facts, trajectory, engine);

        AtomTable atoms = SpecieNames.Table(facts.AtomNames ?? first.Labels, options, facts);
        IReadOnlyList<string> mobile = MobileSpecie.Choose(atoms.SpecieNames, options.MobileSpecies, path, facts);
        double timestepFs = options.TimestepFs ?? facts.TimestepFs, frameFs = options.FrameFs ?? facts.FrameFs;
        List<string> missing = [.. Missing(trajectory, first, atoms, mobile, timestepFs, frameFs)];
        if (lacksCell && facts.Cell is null) missing.Add(facts.CellChangedBy is string change ? $"a Lattice in each comment ({change} changes the cell)"
            : $"a {CellBeside.Sources} file of {first.Labels.Count} atoms for the cell (or a Lattice in the comments, or pbc=\"F F F\" where positions are not folded)");
        if (missing.Count > 0) throw new BadInputException(new BadInput(path, string.Join(" and ", missing), "nothing beside it that says so") { LacksOption = true });

        return new RunPlan(path, engine, trajectory.Format, trajectory.Files, atoms, timestepFs, frameFs, facts.LammpsUnits,
            options.TemperatureK ?? facts.TemperatureK, mobile, options.FromPs, options.ToPs, facts.Inferred, facts.Warnings)
        {
            StatedCell = first.HasCell ? null : facts.Cell,
            IsFilePerFrame = trajectory.IsFilePerFrame,
            SegmentPattern = trajectory.Pattern,
            Others = trajectory.Others,
        };
    }

    private static string AskEngine(EngineFacts facts, Trajectory trajectory, FirstFrames first, RunOptions options)
    {
        string file = trajectory.Files[0];
        switch (trajectory.Format)
        {
            case TrajectoryFormat.Xdatcar:
                VaspDiscovery.Find(facts, trajectory.Files, options.TimestepFs);
                return "VASP";
            case TrajectoryFormat.Vasprun or TrajectoryFormat.Outcar:
                VaspDiscovery.FindInside(facts, file, trajectory.Format, options.TimestepFs);
                return "VASP";
            case TrajectoryFormat.Cp2kXyz:
                Cp2kDiscovery.Find(facts, file);
                return "CP2K";
            case TrajectoryFormat.GromacsXtc or TrajectoryFormat.GromacsTrr:
                GromacsDiscovery.Find(facts, file, first.Labels.Count);
                AskNames(facts, file, first, options);
                return "GROMACS";
            case TrajectoryFormat.Dcd or TrajectoryFormat.NetCdf:
                return NamelessDiscovery.Find(facts, file, first, trajectory.Format == TrajectoryFormat.Dcd ? "DCD" : "AMBER", () => AskNames(facts, file, first, options));
            case TrajectoryFormat.AseTraj:
                return "ASE";
            case TrajectoryFormat.ExtendedXyz when !TextFile.Head(file).Contains("Atoms. Timestep:"):
                return "ASE";
            default:
                bool namesElements = first.Labels.All(label => label.Length > 0 && char.IsAsciiLetter(label[0]));
                LammpsDiscovery.Find(facts, file, first.FileUnits, namesElements);
                if (facts.LammpsUnits is null) facts.Warnings.Add("the LAMMPS units are not known: taken as metal, lengths Å, velocities Å/ps");
                if (facts.LammpsUnits == "lj") facts.Warnings.Add("units lj: what is shown as Å is σ, what is shown as ps is τ");
                return "LAMMPS";
        }
    }

    private static void AskNames(EngineFacts facts, string file, FirstFrames first, RunOptions options)
    {
        if (facts.AtomNames is null && options.SpecieOfType.Count != 1)
            throw new BadInputException(
                new BadInput(file, $"a {NamedAtoms.Sources} file beside it that names its {first.Labels.Count} atoms (or --species 1=ELEMENT where all are alike)", "none") { LacksOption = true });
    }

    private static void Announce(EngineFacts facts, Trajectory trajectory, string engine)
    {
        facts.Note("format", $"{trajectory.Format} ({engine})", $"{Path.GetFileName(trajectory.Files[0])}: its first lines");
        if (trajectory.Files.Count > 1)
            facts.Note(trajectory.IsFilePerFrame ? "frames" : "chain", $"{trajectory.Files.Count} files", trajectory.Pattern ?? "the order of their names");
        if (trajectory.ChosenBy is not string rule) return;
        string others = string.Join(", ", trajectory.Others.Select(file => Path.GetFileName(file)));
        facts.Note("trajectory", Path.GetFileName(trajectory.Files[0]), $"{rule}; not read: {others}");
    }

    private static IEnumerable<string> Missing(
        Trajectory trajectory, FirstFrames first, AtomTable atoms, IReadOnlyList<string> mobile, double timestepFs, double frameFs)
    {
        bool hasFrameFs = double.IsFinite(frameFs), canCountSteps = first.HasSteps && trajectory.Format != TrajectoryFormat.Xdatcar;
        if (!first.HasTimes && canCountSteps && !double.IsFinite(timestepFs) && !hasFrameFs) yield return "--timestep-fs FS (MD step)";
        if (!first.HasTimes && !canCountSteps && !hasFrameFs) yield return "--frame-fs FS (spacing of the frames)";
        bool areNamed = atoms.SpecieNames.All(name => char.IsAsciiLetter(name[0]));
        if (!areNamed && mobile.Count == 0) yield return $"--species {string.Join(',', atoms.SpecieNames.Select(name => $"{name}=ELEMENT"))}";
        else if (mobile.Count == 0) yield return $"--specie X (the mobile one of {string.Join(", ", atoms.SpecieNames)})";
    }
}
