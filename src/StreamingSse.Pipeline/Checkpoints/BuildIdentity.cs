using StreamingSse.Formats;
using StreamingSse.Kernel;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>Names this build. The compiler gives an assembly of other code another id, so that nobody has to remember to count a version up.</summary>
internal static class BuildIdentity
{
    public static string Own { get; } = string.Join(' ', new[] { typeof(Cell), typeof(BadInput), typeof(BuildIdentity) }
        .Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString("N")));
}
