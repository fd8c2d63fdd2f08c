using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>One training: components of the Spearman matrix, clusters in their planes, and models with what they predict.</summary>
/// <remarks>Signs and cluster numbers are those of the training before, where the same rows and columns are there.</remarks>
internal static class FleetStudy
{
    public static FleetModels Of(IReadOnlyList<FleetRow> rows, ModelsConfig config, FleetModels? before, FleetModelsHead head, CancellationToken stop)
    {
        double[][] columns = ViewTable.Columns(rows);
        string[] runs = [.. rows.Select(row => row.Run)];
        Dictionary<string, string> missing = [];
        PrincipalComponents? components = Components(columns, rows, before?.Components, missing);
        IReadOnlyList<ClusterStudy> clusters = components is null ? [] : Clusters(components, runs, config, before, missing);
        (IReadOnlyList<FleetModel> models, IReadOnlyList<Prediction> predictions) = FleetTraining.Of(rows, config, missing, stop);
        return new FleetModels(head.Version, head.TrainedAt, head.Why, HashOf(rows), config.View, runs, components, clusters, models, predictions, missing);
    }

    // The rule of the correlations of a view holds for what is made of them too.
    private static PrincipalComponents? Components(double[][] columns, IReadOnlyList<FleetRow> rows, PrincipalComponents? before, Dictionary<string, string> missing)
    {
        int materials = rows.Select(row => row.Label.Material).Distinct().Count();
        if (materials < ViewCorrelations.FewestMaterials)
        {
            missing["pca"] = $"components need at least {ViewCorrelations.FewestMaterials} materials, there are {materials}";
            return null;
        }
        CorrelationMatrix spearman = SpearmanCorrelation.Of(columns).WithoutPairsBelow(ViewTable.MaterialCounts(rows), ViewCorrelations.FewestMaterials);
        var components = PrincipalComponents.Of(spearman, columns);
        if (components.Count > 0) return ComponentSigns.Matched(components, before);
        missing["pca"] = "no two columns of numbers have a correlation";
        return null;
    }

    private static List<ClusterStudy> Clusters(
        PrincipalComponents components, string[] runs, ModelsConfig config, FleetModels? before, Dictionary<string, string> missing)
    {
        List<ClusterStudy> studies = [];
        int k = config.Clusters;
        if (runs.Length < k) missing["clusters"] = $"{k} clusters need at least {k} rows, there are {runs.Length}";
        else if (components.Count < 2) missing["clusters"] = $"clusters need two components, there are {components.Count}";
        else
        {
            foreach ((int, int) axes in components.Count > 2 ? new[] { (0, 1), (0, 2) } : [(0, 1)])
            {
                var study = ClusterStudy.Of(components.Scores, components.Count, axes, k, config.Seed);
                ClusterStudy? old = before?.Clusters.FirstOrDefault(one => one.Axes == axes);
                studies.Add(study with { Chosen = ClusterNumbers.Matched(study.Chosen, runs, old?.Chosen, before?.Runs ?? [], axisCount: 2) });
            }
        }
        return studies;
    }

    /// <summary>Equal rows and values have equal hashes.</summary>
    internal static string HashOf(IReadOnlyList<FleetRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        foreach (FleetRow row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Run}\n{row.Label}\n{row.CrystalSystem}\n{row.Diffusion.State}\n"));
            foreach (double value in row.Values)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(number, double.IsNaN(value) ? double.NaN : value);
                hash.AppendData(number);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
