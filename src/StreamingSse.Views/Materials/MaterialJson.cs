using System.Text.Json;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Materials;

/// <summary>Descriptions as one JSON object; its fields are listed in docs/describe.md.</summary>
public static class MaterialJson
{
    public static void Write(IReadOnlyList<MaterialDescription> materials, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("materials");
        foreach (MaterialDescription material in materials) Write(json, material);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MaterialDescription material)
    {
        json.WriteStartObject();
        json.WriteString("path", material.Path);
        json.WriteString("formula", material.Formula);
        json.WriteString("mobile", material.Mobile);
        json.WriteStartObject("descriptors");
        foreach (DescriptorValue value in material.Descriptors)
        {
            json.WriteStartObject(value.Name);
            json.WriteNumber("value", value.Value);
            json.WriteString("unit", value.Unit);
            json.WriteString("from", value.From);
            json.WriteEndObject();
        }
        foreach (DescriptorCategory category in material.Categories)
        {
            json.WriteStartObject(category.Name);
            json.WriteString("value", category.Value);
            json.WriteString("unit", "");
            json.WriteString("from", category.From);
            json.WriteEndObject();
        }
        json.WriteStartObject("missing");
        foreach ((string name, string reason) in material.Missing) json.WriteString(name, reason);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("inferred");
        foreach (Inferred fact in material.Inferred)
        {
            json.WriteStartObject();
            json.WriteString("what", fact.What);
            json.WriteString("value", fact.Value);
            json.WriteString("from", fact.From);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in material.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
