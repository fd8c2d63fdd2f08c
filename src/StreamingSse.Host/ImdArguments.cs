using System.CommandLine;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Host;

/// <summary>The options for a run that is read from a simulation's socket.</summary>
internal sealed class ImdArguments
{
    private readonly Option<string?> _topology = new("--topology") { Description = "for imd:// a file that names the atoms in the order of their ids, and their cell: data file, .gro, POSCAR, a dump …", HelpName = "FILE" };
    private readonly Option<int?> _rate = new("--trate") { Description = "for imd:// steps between frames, which the simulation is asked for", HelpName = "N" };
    private readonly Option<bool> _unwrapped = new("--imd-unwrapped") { Description = "the simulation sends unwrapped coordinates (LAMMPS: fix imd … unwrap on)" };
    private readonly Option<string?> _units = new("--imd-units") { Description = "the LAMMPS units style of what is sent (default: found in its script, else Å and ps)", HelpName = "real" };
    private readonly Option<string?> _log = new("--imd-log") { Description = "LAMMPS' log, to find out whether frames are missing", HelpName = "FILE" };
    private readonly Option<bool> _pause = new("--imd-pause") { Description = "pause the simulation rather than lose frames when the analysis is far behind" };
    private readonly Option<bool> _kill = new("--imd-kill") { Description = "END the simulation when the watching ends; beside --stop-when only at convergence (default: it goes on)" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _topology, _rate, _unwrapped, _units, _log, _pause, _kill }) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_rate) is < 1) result.AddError($"--trate: expected a whole number above 0, got {result.GetValue(_rate)}");
        });
    }

    /// <param name="isStopped">A condition says when the simulation is ended: then, and not before.</param>
    public ImdOptions Of(ParseResult parsed, bool isStopped) => new()
    {
        Topology = parsed.GetValue(_topology),
        Rate = parsed.GetValue(_rate),
        IsUnwrapped = parsed.GetValue(_unwrapped),
        Units = parsed.GetValue(_units),
        Log = parsed.GetValue(_log),
        PausesWhenFull = parsed.GetValue(_pause),
        KillsAtEnd = parsed.GetValue(_kill) && !isStopped,
        MayBeKilled = parsed.GetValue(_kill) && isStopped,
    };
}
