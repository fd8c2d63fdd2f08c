using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Discovery;

/// <summary>How to read a simulation from its socket: from what the user said, and the files beside the topology that was named. The port is not touched.</summary>
internal static class ImdDiscovery
{
    public static RunPlan Find(string path, RunOptions options)
    {
        ImdAddress address = ImdAddress.Parse(path);
        if (options.Imd.Topology is not string file)
            throw new BadInputException(path, $"--topology FILE ({TopologyFile.Known})", "none: a socket names no atoms");
        TopologyFile topology = TopologyFile.Read(file);
        var facts = new EngineFacts();
        facts.Note("format", $"{TrajectoryFormat.Imd}", "the address");
        string engine = AskFiles(facts, file, topology);
        facts.TakeNames(topology.Atoms);

        AtomTable atoms = SpecieNames.Table(topology.Atoms.Names, options, facts);
        IReadOnlyList<string> mobile = MobileSpecie.Choose(atoms.SpecieNames, options.MobileSpecies, path, facts);
        if (mobile.Count == 0) throw new BadInputException(path, $"--specie X (the mobile one of {string.Join(", ", atoms.SpecieNames)})", "none that is known to be");
        ImdPlan imd = Plan(address, options, facts, path);
        double timestepFs = options.TimestepFs ?? facts.TimestepFs;
        return new RunPlan(path, engine, TrajectoryFormat.Imd, [$"{address}"], atoms, timestepFs, options.FrameFs ?? imd.Rate * timestepFs ?? double.NaN, facts.LammpsUnits,
            options.TemperatureK ?? facts.TemperatureK, mobile, options.FromPs, options.ToPs, facts.Inferred, facts.Warnings)
        {
            StatedCell = topology.Cell ?? facts.Cell,
            Imd = imd,
        };
    }

    private static string AskFiles(EngineFacts facts, string file, TopologyFile topology)
    {
        if (!topology.Atoms.AreElements)
        {
            GromacsDiscovery.Find(facts, file, topology.Atoms);
            return "GROMACS";
        }
        LammpsDiscovery.Find(facts, file, null, topology.Atoms.Names.All(name => char.IsAsciiLetter(name[0])));
        return facts.LammpsUnits is null ? "IMD" : "LAMMPS";
    }

    private static ImdPlan Plan(ImdAddress address, RunOptions options, EngineFacts facts, string path)
    {
        ImdOptions said = options.Imd;
        if (said.Log is string log && !File.Exists(log)) throw new BadInputException($"{path} --imd-log {log}", "a file", "none there");
        LammpsUnits units = LammpsUnits.Find(said.Units ?? facts.LammpsUnits ?? "metal")
            ?? throw new BadInputException($"{path} --imd-units", LammpsUnits.Known, said.Units!);
        int? rate = said.Rate ?? facts.ImdFix?.Rate;
        if (said.Log is not null && rate is null) throw new BadInputException(path, "--trate N beside --imd-log", "none: the log counts steps");
        return new ImdPlan(address, rate, said.IsUnwrapped || facts.ImdFix?.IsUnwrapped == true, units, said.Log, said.KillsAtEnd, said.PausesWhenFull) { MayBeKilled = said.MayBeKilled };
    }
}
