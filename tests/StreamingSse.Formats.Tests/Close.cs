namespace StreamingSse.Formats.Tests;

internal static class Close
{
    /// <summary>Every number within an absolute distance, whose reason the test states.</summary>
    public static void All(ReadOnlySpan<double> truth, ReadOnlySpan<double> found, double tolerance)
    {
        Assert.Equal(truth.Length, found.Length);
        for (int i = 0; i < truth.Length; i++)
            Assert.True(Math.Abs(truth[i] - found[i]) <= tolerance, $"number {i}: expected {truth[i]}, got {found[i]}, more than {tolerance} apart");
    }
}
