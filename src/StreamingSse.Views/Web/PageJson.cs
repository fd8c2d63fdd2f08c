using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Web;

/// <summary>JSON for the page: numbers as precise as a screen shows, undefined ones null.</summary>
internal static class PageJson
{
    private static readonly StandardFormat SixDigits = new('G', 6);

    // One line whatever a text holds: line ends are escaped, so an event of the stream is one "data:" line.
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 14);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.Number(value);
    }

    public static void Number(this Utf8JsonWriter json, double value)
    {
        Span<byte> digits = stackalloc byte[32];
        if (double.IsFinite(value) && Utf8Formatter.TryFormat(value, digits, out int length, SixDigits)) json.WriteRawValue(digits[..length], skipInputValidation: true);
        else json.WriteNullValue();
    }

    public static void Numbers(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.Number(value);
        json.WriteEndArray();
    }

    /// <summary>The values at some indices.</summary>
    public static void Numbers(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values, ReadOnlySpan<int> at)
    {
        json.WriteStartArray(name);
        foreach (int i in at) json.Number(i < values.Length ? values[i] : double.NaN);
        json.WriteEndArray();
    }

    public static void Interval(this Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        json.Number("value", interval.Value);
        json.Number("low", interval.Low95);
        json.Number("high", interval.High95);
        json.WriteEndObject();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
