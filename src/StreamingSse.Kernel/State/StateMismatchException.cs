namespace StreamingSse.Kernel.State;

/// <summary>Saved state that is not that of the object it was to be loaded into. The object is of no use then.</summary>
public sealed class StateMismatchException(string message) : Exception(message);
