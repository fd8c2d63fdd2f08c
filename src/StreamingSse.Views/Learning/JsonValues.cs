using System.Text.Json;

namespace StreamingSse.Views.Learning;

/// <summary>Numbers as JSON has them: an undefined one is null.</summary>
internal static class JsonValues
{
    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.Value(value);
    }

    public static void Numbers(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.Value(value);
        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <param name="values">Shape [rows, columnCount].</param>
    public static void Matrix(this Utf8JsonWriter json, string name, double[] values, int columnCount)
    {
        json.WriteStartArray(name);
        for (int at = 0; at < values.Length; at += columnCount)
        {
            json.WriteStartArray();
            foreach (double value in values.AsSpan(at, columnCount)) json.Value(value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Value(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    }
}
