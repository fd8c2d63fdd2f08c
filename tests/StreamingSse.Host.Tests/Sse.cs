using System.Text.Json;

namespace StreamingSse.Host.Tests;

/// <summary>The program as a user has it: arguments in; exit code, output and errors out.</summary>
internal sealed record Sse(int Exit, string Output, string Error)
{
    public static async Task<Sse> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = await CommandLine.RunAsync(arguments, output, error);
        return new Sse(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>analyze --json</c>, which must succeed, and parses what it prints.</summary>
    public static async Task<JsonElement> SummaryAsync(params string[] arguments)
    {
        Sse run = await RunAsync(["analyze", .. arguments, "--json"]);
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}

internal static class JsonNumbers
{
    public static double[] Doubles(this JsonElement array) =>
        [.. array.EnumerateArray().Select(x => x.ValueKind == JsonValueKind.Null ? double.NaN : x.GetDouble())];

    public static string[] Texts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.TryGetProperty(name, out JsonElement next)
            ? next
            : throw new KeyNotFoundException($"no {name} in {at.ToString()[..Math.Min(80, at.ToString().Length)]}"));
}
