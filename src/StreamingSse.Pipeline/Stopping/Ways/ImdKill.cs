using StreamingSse.Formats.Imd;

namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>A simulation that is watched over its socket: KILL, only where the user has asked for it by name.</summary>
internal sealed class ImdKill(ImdPlan plan) : StopWay
{
    public override string Deed => $"send KILL to {plan.Address}";

    public override string? ClosedBecause() => plan.MayBeKilled ? null
        : "over a socket a simulation is ended by KILL only: --imd-kill asks for it (GROMACS with -imdterm writes its checkpoint and ends with 2, LAMMPS fails with an error and without a last restart file)";

    public override Task SendAsync(CancellationToken stop)
    {
        plan.Control.Kill();
        return Task.CompletedTask;
    }

    public override string HowItEnded() => "KILL was sent and the connection is closed; its own log says how it ended";
}
