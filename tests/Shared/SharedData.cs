namespace StreamingSse.Tests;

/// <summary>The folder of reference trajectories (engines/, published/), which is no part of the repository.</summary>
/// <remarks>SSE_SHARED_DATA names it; else a folder shared/data beside a folder above the tests is taken.</remarks>
internal static class SharedData
{
    public static string? Folder { get; } = Find();

    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Folder ?? throw new InvalidOperationException("the reference data is not here"), .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SSE_SHARED_DATA") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string beside = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(beside)) return beside;
        }

        return null;
    }
}

/// <summary>A fact over the reference trajectories; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = SharedData.Folder is null ? SkipReasons.NoData : null;
}

/// <summary>A theory over the reference trajectories; skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = SharedData.Folder is null ? SkipReasons.NoData : null;
}

internal static class SkipReasons
{
    public const string NoData = "the reference trajectories are not on this machine (SSE_SHARED_DATA names their folder)";
}
