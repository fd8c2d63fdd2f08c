using Microsoft.AspNetCore.Http;
using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>The fleet's tables as CSV; columns are listed in docs/page.md.</summary>
internal static class FleetDownloads
{
    /// <returns>False where there is no such table.</returns>
    public static async Task<bool> TrySend(HttpContext http, string name, FleetState state)
    {
        using var whole = new MemoryStream();
        switch (name)
        {
            case "values.csv": WriteValues(state, whole); break;
            case "arrhenius.csv": WriteArrhenius(state, whole); break;
            case "scores.csv" when state.Models is { Components: not null } models: WriteScores(models, whole); break;
            case "parity.csv" when state.Models is { } models: WriteParity(models, whole); break;
            default: return false;
        }
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"fleet_{name}\"";
        await http.Response.Body.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length), http.RequestAborted);
        return true;
    }

    private static void WriteValues(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream, ["run", "material", "composition", "temperature_K", "specie", "state", .. DescriptorColumn.All.Select(column => $"{column.Name} ({column.Unit})")]);
        foreach (FleetRow row in state.Rows)
        {
            table.Add(row.Run).Add(row.Label.Material).Add(row.Label.Composition).Add(row.Label.TemperatureK).Add(row.Label.Specie).Add(row.Diffusion.State);
            foreach (double value in row.Values) table.Add(value);
            table.EndRow();
        }
    }

    private static void WriteArrhenius(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream, "material", "composition", "specie", "temperature_K", "D_A2_per_ps", "D_low95_A2_per_ps", "D_high95_A2_per_ps", "upper_bound95_A2_per_ps");
        foreach (MaterialArrhenius line in state.Arrhenius)
        {
            foreach (ArrheniusPoint point in line.Points)
            {
                table.Add(line.Material).Add(line.Composition).Add(line.Specie).Add(point.TemperatureK)
                    .Add(point.D.Value).Add(point.D.Low95).Add(point.D.High95).Add(point.UpperBound95).EndRow();
            }
        }
    }

    private static void WriteScores(FleetModels models, Stream stream)
    {
        int d = models.Components!.Count;
        using var table = new CsvTable(stream, ["run", .. models.Clusters.Select(study => $"cluster_PC{study.Axes.X + 1}_PC{study.Axes.Y + 1}"), .. Enumerable.Range(1, d).Select(c => $"PC{c}")]);
        for (int row = 0; row < models.Runs.Count; row++)
        {
            table.Add(models.Runs[row]);
            foreach (var study in models.Clusters) table.Add(study.Chosen.Labels[row]);
            for (int c = 0; c < d; c++) table.Add(models.Components.Scores[row * d + c]);
            table.EndRow();
        }
    }

    private static void WriteParity(FleetModels models, Stream stream)
    {
        using var table = new CsvTable(stream, "target", "kind", "scheme", "run", "found", "predicted");
        foreach (FleetModel model in models.Models)
            for (int i = 0; i < model.Actual.Length; i++)
                table.Add(model.Target).Add(model.Kind).Add(model.Scheme).Add(model.Runs[i]).Add(model.Actual[i]).Add(model.Predicted[i]).EndRow();
    }
}
