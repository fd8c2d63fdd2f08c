namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>A fact that needs the reference implementation of HOCON; skipped, and says so, where there is none.</summary>
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute()
    {
        if (!File.Exists(Jar)) Skip = "TYPESAFE_CONFIG_JAR names no file: install java and libtypesafe-config-java to compare";
    }

    public static string? Jar => Environment.GetEnvironmentVariable("TYPESAFE_CONFIG_JAR");
}
