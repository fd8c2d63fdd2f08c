using System.Text.Json;
using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Structures;

/// <summary>A JSON file of unknown shape, searched for what it may hold.</summary>
internal static class JsonFile
{
    private const int DeepestSearch = 8;

    public static JsonDocument Open(string path)
    {
        using Stream stream = GzipText.Open(path);
        try
        {
            return JsonDocument.Parse(stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (Exception broken) when (broken is JsonException or InvalidDataException)
        {
            throw new BadInputException(path, "JSON", broken.Message);
        }
    }

    /// <summary>All objects, outer ones before those within them.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement at, int depth = 0)
    {
        if (depth > DeepestSearch) yield break;
        if (at.ValueKind == JsonValueKind.Object)
        {
            yield return at;
            foreach (JsonProperty property in at.EnumerateObject())
                foreach (JsonElement inner in Objects(property.Value, depth + 1)) yield return inner;
        }
        else if (at.ValueKind == JsonValueKind.Array && at.GetArrayLength() > 0 && at[0].ValueKind == JsonValueKind.Object)
        {
            foreach (JsonElement item in at.EnumerateArray())
                foreach (JsonElement inner in Objects(item, depth + 1)) yield return inner;
        }
    }

    /// <summary>All numbers of nested arrays, in order; NaN for what is no number.</summary>
    public static double[] Numbers(JsonElement at) =>
        at.ValueKind == JsonValueKind.Array ? [.. at.EnumerateArray().SelectMany(Numbers)] : [at.ValueKind == JsonValueKind.Number && at.TryGetDouble(out double value) ? value : double.NaN];
}
