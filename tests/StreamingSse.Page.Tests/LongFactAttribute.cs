namespace StreamingSse.Page.Tests;

/// <summary>A measurement of minutes in a real browser: made when SSE_LONG is set, for it takes wall time and wants a quiet machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("SSE_LONG") is null ? "a measurement of minutes: set SSE_LONG=1" : new ChromiumFactAttribute().Skip;
}
