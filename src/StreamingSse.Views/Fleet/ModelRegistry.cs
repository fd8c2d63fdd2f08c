using System.Globalization;
using System.Text.Json;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Files;
using StreamingSse.Views.Learning;

namespace StreamingSse.Views.Fleet;

/// <summary>Every training on disk, one file each: what it saw, how it was made, how well it did, and what it predicted.</summary>
/// <remarks>NNNNNN.json; the number is the training's version. Nothing is deleted, so that any past prediction can be explained.</remarks>
public sealed class ModelRegistry(string folder, string settings)
{
    /// <summary>The newest training that is kept; 0 where there is none.</summary>
    public int LastVersion => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0).DefaultIfEmpty(0).Max()
        : 0;

    /// <param name="rows">What the training saw.</param>
    public void Save(FleetModels models, IReadOnlyList<FleetRow> rows) => AtomicFile.Write(Path.Combine(folder, $"{models.Version:000000}.json"), stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        FleetModelsJson.WriteFields(json, models);
        json.WriteString("settings", settings);
        json.Texts("columns", DescriptorColumn.All.Select(column => column.Name));
        json.Each("rows", rows, (to, row) =>
        {
            to.WriteString("run", row.Run);
            to.WriteString("material", row.Label.Material);
            to.WriteString("composition", row.Label.Composition);
            to.Number("temperatureK", row.Label.TemperatureK);
            to.WriteString("specie", row.Label.Specie);
            to.WriteString("state", row.Diffusion.State);
            to.WriteNumber("frames", row.Progress.FrameCount);
            to.Numbers("values", row.Values);
        });
        json.WriteEndObject();
    });
}
