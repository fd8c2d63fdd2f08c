using System.Text.Json;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>A structure as pymatgen writes it into JSON: the first object with a lattice and sites.</summary>
internal static class PymatgenStructure
{
    public static StructureReading Read(string path)
    {
        using JsonDocument document = JsonFile.Open(path);
        return Find(path, document.RootElement) ?? throw new BadInputException(path, "a structure with lattice.matrix and sites", "none");
    }

    /// <returns>Null where there is none.</returns>
    public static StructureReading? Find(string path, JsonElement root)
    {
        foreach (JsonElement found in JsonFile.Objects(root))
        {
            if (found.TryGetProperty("lattice", out JsonElement lattice) && lattice.ValueKind == JsonValueKind.Object && lattice.TryGetProperty("matrix", out JsonElement matrix)
                && found.TryGetProperty("sites", out JsonElement sites) && sites.ValueKind == JsonValueKind.Array) return new StructureReading(Of(path, matrix, sites), null, []);
        }
        return null;
    }

    private static CrystalStructure Of(string path, JsonElement matrix, JsonElement sites)
    {
        double[] edges = JsonFile.Numbers(matrix);
        Cell cell = edges.Length == 9 ? new Cell(edges[0], edges[1], edges[2], edges[3], edges[4], edges[5], edges[6], edges[7], edges[8]) : default;
        if (!cell.IsValid) throw new BadInputException($"{path} lattice.matrix", "three edges that span a volume", $"{edges.Length} numbers, {cell.VolumeA3} Å³");
        return new CrystalStructure(cell, [.. sites.EnumerateArray().Select((site, number) => Site(path, number, site))]);
    }

    private static CrystalSite Site(string path, int number, JsonElement site)
    {
        double[] at = site.TryGetProperty("abc", out JsonElement abc) ? JsonFile.Numbers(abc) : [];
        if (at.Length != 3 || !site.TryGetProperty("species", out JsonElement species) || species.ValueKind != JsonValueKind.Array)
            throw new BadInputException($"{path} sites[{number}]", "abc of three numbers, and species", site.ToString());
        SiteOccupant[] occupants = [.. species.EnumerateArray().Select(one => new SiteOccupant(
            SpecieNames.ElementOf(Text(one, "element")) ?? throw new BadInputException($"{path} sites[{number}]", "an element", $"'{Text(one, "element")}'"),
            one.TryGetProperty("occu", out JsonElement share) && share.TryGetDouble(out double occupancy) ? occupancy : 1)).OrderBy(occupant => occupant.Specie, StringComparer.Ordinal)];
        return new CrystalSite(at[0], at[1], at[2], occupants);
    }

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out JsonElement text) ? text.ToString() : "";
}
