namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>How one engine wants to be stopped. Nothing is touched before <see cref="SendAsync"/>.</summary>
public abstract class StopWay
{
    /// <summary>What will be done, in words: "write /run/STOP, which LAMMPS looks for every 100 steps".</summary>
    public abstract string Deed { get; }

    /// <summary>Why the way is not open, and what would open it; null where it is.</summary>
    public abstract string? ClosedBecause();

    /// <summary>Asks the engine to stop.</summary>
    public abstract Task SendAsync(CancellationToken stop);

    /// <summary>What is written to stop it was written for us, by an earlier watch.</summary>
    public virtual void Adopt()
    {
    }

    /// <summary>Once the engine has ended: removes what was written to stop it and is still there, so that the next job starts.</summary>
    /// <returns>The paths removed.</returns>
    public virtual IReadOnlyList<string> RemoveLeftovers() => [];

    /// <summary>How the engine ended, in its own words where its log has some.</summary>
    public abstract string HowItEnded();
}
