namespace StreamingSse.Views.Terminal;

/// <summary>Something that happened to a run, and how many times.</summary>
/// <param name="At">When it last happened, wall time.</param>
/// <param name="Text">In words, without a time; two events with the same text are one with a count.</param>
public sealed record LiveEvent(DateTimeOffset At, string Text, long Count = 1);
