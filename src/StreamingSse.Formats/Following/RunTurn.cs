using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Following;

/// <summary>What the reader of a run does next: give a frame, wait, or end (neither).</summary>
internal readonly record struct RunTurn(Frame? Frame, TimeSpan? Delay);
