namespace StreamingSse.Host.Fleet;

/// <summary>Where the results of a fleet lie.</summary>
internal sealed record FleetPlace(string Root)
{
    public string Table => Path.Combine(Root, RunScan.TableFile);

    public string Models => Path.Combine(Root, "models");
}
