using System.Globalization;
using Spectre.Console;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>The numbers of a fleet.</summary>
internal static class FleetPanels
{
    private const int StrongestCount = 10;
    private const int MostAdvice = 14;
    private const double MarkedP = 0.2;

    /// <summary>Replicas stand under one another; their pooled D is in the files and in the Arrhenius lines.</summary>
    public static Panel Runs(FleetState fleet)
    {
        var table = new TextTable(new("run", Justify.Left), new("verdict", Justify.Left), new("T K"), new("D cm²/s"), new("±"), new("ps"), new("more ps"));
        foreach (FleetRow row in fleet.Rows.Where(row => row.Origin == RowOrigin.Run).OrderBy(row => row.Label.Material, StringComparer.Ordinal)
            .ThenBy(row => row.Label.Composition, StringComparer.Ordinal).ThenBy(row => row.Label.TemperatureK).ThenBy(row => row.Name, StringComparer.Ordinal))
        {
            RunDiffusion d = row.Diffusion;
            table.Add(
                row.Name, new(row.Progress.Failure is null ? d.State : "failed", Style(row)), Figures.Number(row.Label.TemperatureK),
                d.IsQuotable ? new TextTable.Cell(Figures.Scientific(d.D.Value * Units.Cm2PerSPerA2PerPs), Palette.Accent) : d.UpperBound95 > 0 ? "<" + Figures.Scientific(d.UpperBound95 * Units.Cm2PerSPerA2PerPs) : "–",
                d.IsQuotable ? Percent(d.D.HalfWidth / d.D.Value) : "", Figures.Number(row.Progress.CoveredPs),
                row.Progress.IsFinal ? "ended" : double.IsFinite(d.RemainingPs.Value) ? Figures.Number(d.RemainingPs.Value) : "");
        }
        return Panel.OfTable(table);
    }

    public static Panel Lines(FleetState fleet)
    {
        var table = new TextTable(new("material", Justify.Left), new("E_a eV"), new("±"), new("σ(300 K) S/cm"), new("from"), new("to"), new("T", Justify.Left));
        foreach (MaterialArrhenius line in fleet.Arrhenius)
        {
            string temperatures = $"{line.Points.Count(point => !point.IsBound)}{(line.Points.Any(point => point.IsBound) ? $"+{line.Points.Count(point => point.IsBound)} bounds" : "")}{(line.Kink is null ? "" : " kink!")}";
            string name = line.Composition == line.Material ? line.Material : $"{line.Material} ({line.Composition})";
            if (line.Fit is not { } fit) table.Add(name, "–", "", new(line.Missing ?? "", Palette.Faint), "", "", temperatures);
            else
            {
                table.Add(
                    name, new(fit.EaEv.Value.ToString("0.000", CultureInfo.InvariantCulture), Palette.Accent),
                    fit.EaEv.HalfWidth.ToString("0.000", CultureInfo.InvariantCulture), Figures.Scientific(line.Sigma300.Value),
                    Figures.Scientific(line.Sigma300.Low95, 2), Figures.Scientific(line.Sigma300.High95, 2), temperatures);
            }
        }
        return Panel.OfTable(table);
    }

    public static Panel Next(FleetState fleet)
    {
        var table = new TextTable(new("next", Justify.Left), new("at K"), new("ps"), new("core h"), new("then E_a ±"), new("σ(300 K) ×/÷"));
        Dictionary<string, string> names = fleet.Rows.ToDictionary(row => row.Run, row => row.Name);
        foreach (Advice advice in fleet.Advice.Take(MostAdvice))
        {
            string what = $"{advice.Action} {(advice.Run.Length > 0 ? names.GetValueOrDefault(advice.Run, advice.Run) : advice.Material)}";
            table.Add(
                new(what, advice.Action == "stop" ? Palette.Second : Palette.Strong), Figures.Number(advice.TemperatureK),
                double.IsNaN(advice.AddPs) ? "" : "+" + Figures.Number(advice.AddPs), double.IsNaN(advice.CoreHours) ? "" : Figures.Number(advice.CoreHours),
                double.IsNaN(advice.EaHalfWidthAfterEv) ? "–" : advice.EaHalfWidthAfterEv.ToString("0.000", CultureInfo.InvariantCulture),
                Figures.Number(Math.Exp(advice.LogSigma300HalfWidthAfter), 2));
        }
        table.LeftOut = Math.Max(0, fleet.Advice.Count - MostAdvice);
        return Panel.OfTable(table);
    }

    /// <summary>What correlates most with D in the first view that has enough materials.</summary>
    public static Panel Correlations(FleetState fleet)
    {
        ViewCorrelations? view = fleet.Views.FirstOrDefault(one => one.Spearman is not null);
        var table = new TextTable(new($"with D, {view?.Name ?? "no view"}", Justify.Left), new("Spearman"), new("p"), new("Pearson"), new("n"));
        if (view is null)
        {
            foreach (ViewCorrelations one in fleet.Views) table.Add(new TextTable.Cell($"{one.Name}: {one.Missing}", Palette.Faint));
            return Panel.OfTable(table);
        }
        int d = DescriptorColumn.IndexOf("D"), count = DescriptorColumn.Count;
        foreach (int other in Enumerable.Range(0, count).Where(other => other != d && !double.IsNaN(view.Spearman![d, other])).OrderByDescending(other => Math.Abs(view.Spearman![d, other])).Take(StrongestCount))
        {
            double p = view.Spearman!.P[d * count + other];
            table.Add(
                DescriptorColumn.All[other].Name, new(Signed(view.Spearman[d, other]), p < MarkedP ? Palette.Accent : Palette.Plain), Figures.Number(p, 2),
                Signed(view.Pearson![d, other]), Figures.Count(view.Spearman.RowCounts[d * count + other]));
        }
        return Panel.OfTable(table);
    }

    public static Panel Models(FleetState fleet)
    {
        string training = fleet.IsTraining ? ", training …" : "";
        var table = new TextTable(new($"model{(fleet.Models is { } now ? $" {now.Version}" : "")}{training}", Justify.Left), new("scheme", Justify.Left), new("error left out"), new("trained"), new("R²"), new("rows"));
        foreach (FleetModel model in fleet.Models?.Models ?? [])
            table.Add($"{model.Target} {model.Kind}", model.Scheme, Percent(model.Mape), Percent(model.TrainMape), Signed(model.R2), Figures.Count(model.RowCount));
        Dictionary<string, string> names = fleet.Rows.ToDictionary(row => row.Run, row => row.Name);
        foreach (Prediction one in (fleet.Models?.Predictions ?? []).Where(one => one is { Kind: "mlp", Scheme: "anharmonic" }))
        {
            TextTable.Cell name = new($"→ {names.GetValueOrDefault(one.Run, one.Run)}", Palette.Second);
            if (one.Outside is { } input) table.Add(name, new($"unlike: {input}", Palette.Faint));
            else table.Add(name, one.Target, Signed(one.Value), $"{Signed(one.Low90)} …", Signed(one.High90), "");
            if (one is { Outside: null, Unseen.Count: > 0 }) table.Add(new TextTable.Cell($"  never seen in training: {string.Join(", ", one.Unseen)}", Palette.Faint));
        }
        foreach ((string name, string reason) in fleet.Models?.Missing ?? new Dictionary<string, string>()) table.Add(new TextTable.Cell($"{name}: {reason}", Palette.Faint));
        return Panel.OfTable(table);
    }

    private static Style Style(FleetRow row) => row.Progress.Failure is not null ? Palette.Alarm : row.Diffusion.State switch
    {
        "converged" => Palette.Good,
        "diffusing" => Palette.Strong,
        _ => Palette.Plain,
    };

    private static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %" : "–";

    private static string Signed(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
