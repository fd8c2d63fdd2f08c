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

    /// <summary>Components and clusters of the newest training; null where there is none that can be read.</summary>
    public FleetModels? Last()
    {
        if (LastVersion is not (> 0 and var version)) return null;
        try
        {
            return TrainingReader.Read(File.ReadAllBytes(PathOf(version)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // numbers and signs begin anew, as on a first start
        }
    }

    /// <param name="rows">What the training saw.</param>
    public void Save(FleetModels models, IReadOnlyList<FleetRow> rows) => AtomicFile.Write(PathOf(models.Version), stream =>
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

    private string PathOf(int version) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{version:000000}.json"));
}
