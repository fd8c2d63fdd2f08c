namespace StreamingSse.Pipeline.Stopping;

/// <summary>How far the stopping of a run is.</summary>
public enum StopStage
{
    /// <summary>The way is open.</summary>
    Ready,

    /// <summary>Said before anything is promised: this run cannot be stopped, and why.</summary>
    Closed,

    /// <summary>The engine was asked to stop.</summary>
    Requested,

    /// <summary>The engine has ended.</summary>
    Confirmed,

    /// <summary>Asked, but its end was not seen.</summary>
    Unconfirmed,

    /// <summary>Nothing was done: a dry run, nothing to stop any more, or it could not be done.</summary>
    LeftAlone,

    /// <summary>The user's command was run.</summary>
    Executed,
}

/// <param name="Text">For the user, one sentence.</param>
public sealed record StopNews(StopStage Stage, string Text);
