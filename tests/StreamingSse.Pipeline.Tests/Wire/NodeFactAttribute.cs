namespace StreamingSse.Pipeline.Tests.Wire;

/// <summary>A fact that needs node and @msgpack/msgpack; skipped, and says so, where they are not installed.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        bool hasNode = Array.Exists(folders, folder => File.Exists(Path.Combine(folder, "node")));
        if (!hasNode || !Directory.Exists(Path.Combine(Folder, "node_modules", "@msgpack", "msgpack")))
            Skip = "node with @msgpack/msgpack is not here: install node and run `npm ci` in tests/wire";
    }

    public static string Folder => Path.Combine(Repository.Root, "tests", "wire");
}
