using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Fleet;

/// <summary>The newest state of a fleet as files; columns are listed in docs/fleet.md.</summary>
public static class FleetFiles
{
    /// <summary>Writes everything into <paramref name="folder"/>, each file whole or not at all, and gives their names.</summary>
    /// <exception cref="OutputRefusedException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> WriteAll(FleetState state, string folder)
    {
        List<string> written = [];
        Put("fleet.json", stream => FleetJson.Write(state, stream));
        Put("table.csv", stream => WriteTable(state, stream));
        Put("pooled.csv", stream => WritePooled(state, stream));
        Put("arrhenius.csv", stream => WriteArrhenius(state, stream));
        Put("advice.csv", stream => WriteAdvice(state, stream));
        foreach (ViewCorrelations view in state.Views.Where(view => view.Spearman is not null)) Put($"correlation_{view.Name}.csv", stream => WriteCorrelation(view, stream));
        if (state.Models is { Predictions.Count: > 0 } models) Put("predictions.csv", stream => WritePredictions(models, stream));
        return written;

        void Put(string name, Action<Stream> write)
        {
            AtomicFile.Write(Path.Combine(folder, name), write);
            written.Add(name);
        }
    }

    private static void WriteTable(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream, [
            "run", "name", "origin", "material", "composition", "stoichiometric", "temperature_k", "specie", "crystal_system", "frames", "covered_ps", "final", "state",
            "d_a2_per_ps", "d_low95", "d_high95", "d_upper_bound95", "failure", .. DescriptorColumn.All.Select(column => column.Name)]);
        foreach (FleetRow row in state.Rows)
        {
            table.Add(row.Run).Add(row.Name).Add(row.Origin.ToString().ToLowerInvariant());
            Label(table, row.Label).Add(row.CrystalSystem ?? "").Add(row.Progress.FrameCount).Add(row.Progress.CoveredPs).Add(row.Progress.IsFinal ? "true" : "false")
                .Add(row.Diffusion.State).Add(row.Diffusion.D.Value).Add(row.Diffusion.D.Low95).Add(row.Diffusion.D.High95).Add(row.Diffusion.UpperBound95)
                .Add(row.Progress.Failure ?? "");
            foreach (double value in row.Values) table.Add(value);
            table.EndRow();
        }
    }

    private static void WritePooled(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream,
            "material", "composition", "stoichiometric", "temperature_k", "specie", "runs", "state", "d_a2_per_ps", "d_low95", "d_high95", "between_spread_ln_d", "d_upper_bound95", "covered_ps");
        foreach (PooledVerdict pooled in state.Pooled)
        {
            Label(table, pooled.Label).Add(pooled.Runs.Count).Add(pooled.State).Add(pooled.D.Value).Add(pooled.D.Low95).Add(pooled.D.High95)
                .Add(pooled.BetweenSpread).Add(pooled.UpperBound95).Add(pooled.CoveredPs).EndRow();
        }
    }

    private static void WriteArrhenius(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream,
            "material", "composition", "specie", "points", "bounds", "ea_ev", "ea_low95", "ea_high95", "ln_d0_a2_per_ps", "d300_a2_per_ps", "d300_low95", "d300_high95",
            "sigma300_s_per_cm", "sigma300_low95", "sigma300_high95", "kink", "missing_because");
        foreach (MaterialArrhenius line in state.Arrhenius)
        {
            ArrheniusFit? fit = line.Fit;
            table.Add(line.Material).Add(line.Composition).Add(line.Specie).Add(line.Points.Count(point => !point.IsBound)).Add(line.Points.Count(point => point.IsBound))
                .Add(fit?.EaEv.Value ?? double.NaN).Add(fit?.EaEv.Low95 ?? double.NaN).Add(fit?.EaEv.High95 ?? double.NaN).Add(fit?.LogD0 ?? double.NaN)
                .Add(line.D300.Value).Add(line.D300.Low95).Add(line.D300.High95).Add(line.Sigma300.Value).Add(line.Sigma300.Low95).Add(line.Sigma300.High95)
                .Add(line.Kink?.InWords ?? "").Add(line.Missing ?? "").EndRow();
        }
    }

    private static void WriteAdvice(FleetState state, Stream stream)
    {
        using var table = new CsvTable(stream, "action", "material", "temperature_k", "run", "add_ps", "core_hours", "cost_to_target", "reason");
        foreach (Advice advice in state.Advice)
        {
            table.Add(advice.Action).Add(advice.Material).Add(advice.TemperatureK).Add(advice.Run).Add(advice.AddPs).Add(advice.CoreHours)
                .Add(advice.CostToTarget).Add(advice.Reason).EndRow();
        }
    }

    private static void WriteCorrelation(ViewCorrelations view, Stream stream)
    {
        using var table = new CsvTable(stream, "a", "b", "n", "pearson", "pearson_p", "spearman", "spearman_p", "missing_because");
        int d = view.Spearman!.ColumnCount;
        for (int a = 0; a < d; a++)
        {
            for (int b = a + 1; b < d; b++)
            {
                int at = a * d + b;
                table.Add(DescriptorColumn.All[a].Name).Add(DescriptorColumn.All[b].Name).Add(view.Spearman.RowCounts[at]).Add(view.Pearson!.R[at])
                    .Add(view.Pearson.P[at]).Add(view.Spearman.R[at]).Add(view.Spearman.P[at]).Add(view.Spearman.Undefined(a, b) ?? "").EndRow();
            }
        }
    }

    private static void WritePredictions(FleetModels models, Stream stream)
    {
        using var table = new CsvTable(stream, "run", "target", "kind", "scheme", "value", "low90", "high90", "spread", "training", "missing_because", "unseen");
        foreach (Prediction one in models.Predictions)
            table.Add(one.Run).Add(one.Target).Add(one.Kind).Add(one.Scheme).Add(one.Value).Add(one.Low90).Add(one.High90).Add(one.Spread).Add(models.Version)
                .Add(one.Outside is { } input ? $"{input} lies outside of what the model has seen" : "").Add(string.Join("; ", one.Unseen)).EndRow();
    }

    private static CsvTable Label(CsvTable table, RunLabel label) => table.Add(label.Material).Add(label.Composition)
        .Add(label.Stoichiometric is { } known ? (known ? "true" : "false") : "").Add(label.TemperatureK).Add(label.Specie);
}
