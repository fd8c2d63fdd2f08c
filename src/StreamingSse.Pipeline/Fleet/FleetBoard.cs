using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>The newest state of the fleet, for views that draw when they like. Written by one actor, read by any thread.</summary>
public sealed class FleetBoard
{
    private FleetState _latest = FleetState.Empty;

    public FleetState Latest => Volatile.Read(ref _latest);

    internal void Put(FleetState state) => Volatile.Write(ref _latest, state);
}
