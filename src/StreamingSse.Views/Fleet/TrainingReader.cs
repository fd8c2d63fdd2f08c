using System.Globalization;
using System.Text.Json;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Fleet;

/// <summary>Reads back what of a training the next one goes on from: runs, loadings, and clusters with their labels.</summary>
/// <remarks>Scores, models and predictions stay in the file: they are made anew.</remarks>
internal static class TrainingReader
{
    /// <exception cref="JsonException">It is no training.</exception>
    public static FleetModels Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        try
        {
            JsonElement root = document.RootElement;
            var read = new FleetModels(
                root.GetProperty("version").GetInt32(), Text(root, "trainedAt"), Text(root, "why"), Text(root, "dataHash"), Text(root, "view"), Texts(root, "runs"),
                root.TryGetProperty("pca", out JsonElement pca) ? Components(pca) : null, [.. root.GetProperty("clusters").EnumerateArray().Select(Study)], [], [],
                new Dictionary<string, string>());
            return IsWhole(read) ? read : throw new JsonException("expected a training of a fleet whose lengths and labels fit");
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new JsonException("expected a training of a fleet", other);
        }
    }

    private static bool IsWhole(FleetModels read)
    {
        if (read.Runs.Distinct().Count() != read.Runs.Count) return false;
        if (read.Components is { } pca && (pca.Columns.Any(column => column < 0) || pca.Columns.Distinct().Count() != pca.Count
            || pca.Eigenvalues.Length != pca.Count || pca.Loadings.Length != pca.Count * pca.Count)) return false;
        return read.Clusters.All(study => study.K > 0 && study.Chosen.Labels.Length == read.Runs.Count && study.Chosen.Centres.Length == 2 * study.K
            && study.Chosen.Labels.All(label => label >= 0 && label < study.K));
    }

    private static PrincipalComponents Components(JsonElement pca) =>
        new([.. Texts(pca, "columns").Select(DescriptorColumn.IndexOf)], Numbers(pca.GetProperty("eigenvalues")), Matrix(pca.GetProperty("loadings")), []);

    private static ClusterStudy Study(JsonElement study)
    {
        int[] plane = [.. Text(study, "plane").Split('-').Select(name => int.Parse(name.AsSpan(2), CultureInfo.InvariantCulture) - 1)];
        var chosen = new Clustering([.. Numbers(study.GetProperty("labels")).Select(label => (int)label)], Matrix(study.GetProperty("centres")), study.GetProperty("inertia").GetDouble());
        return new ClusterStudy((plane[0], plane[^1]), study.GetProperty("k").GetInt32(), chosen, [], chosen.Labels.Length);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static string[] Texts(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static double[] Matrix(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(Numbers)];
}
