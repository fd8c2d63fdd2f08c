namespace StreamingSse.Pipeline.Links;

/// <summary>Carries the newest state of every run from those who watch to those who fold: within a process, over a folder, over a broker.</summary>
/// <remarks>
/// What is published may come out late, more than once, out of order, or not at all where a newer state of the same run does: that is all that the
/// readers rely on. At most the newest of each run waits inside, which bounds it.
/// </remarks>
public interface IRunLink
{
    /// <summary>Ends when the state is safe with the link. An <see cref="IOException"/> says that it is away for now: try again.</summary>
    ValueTask PublishAsync(RunState state, CancellationToken stop);

    /// <summary>States as they come, those that are there already first. Each reader gets all; ends when nothing more can come.</summary>
    IAsyncEnumerable<RunState> ReadAsync(CancellationToken stop);
}
