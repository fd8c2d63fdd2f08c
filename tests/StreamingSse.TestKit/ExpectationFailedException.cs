namespace StreamingSse.TestKit;

/// <summary>An actor did not do what a test expects.</summary>
public sealed class ExpectationFailedException(string message) : Exception(message);
