using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Tests;

/// <summary>A made-up fleet, analysed by the kernel as a real one is. Synthetic: no number here was measured.</summary>
internal static class SyntheticFleet
{
    private static readonly (string Material, string Specie, double EaEv, double LogD0)[] Materials =
    [
        ("Li6PS5Cl", "Li", 0.29, 2.0), ("Li7La3Zr2O12", "Li", 0.36, 2.3), ("Na3PS4", "Na", 0.25, 1.2), ("AgI", "Ag", 0.11, -1.2), ("Li10GeP2S12", "Li", 0.21, 1.0),
        ("CaF2", "F", 0.92, 4.5), ("CuI", "Cu", 0.19, -0.6), ("Li3N", "Li", 0.31, 1.4), ("Na3Zr2Si2PO12", "Na", 0.34, 1.6), ("LiI", "Li", 0.41, 1.9),
    ];

    private static readonly string[] States = ["diffusing", "diffusing", "converged", "converged", "diffusing", "sub-diffusive", "waiting", "equilibrating", "not-diffusing"];

    // A training of the kernel takes its time: the models are those of the first runs.
    private const int MostModelled = 120;

    /// <param name="step">Lets runs go on: the same fleet somewhat later.</param>
    public static FleetState Of(int runCount, int step = 0)
    {
        FleetRow[] rows = [.. Enumerable.Range(0, runCount).Select(i => Row(i, step))];
        IReadOnlyList<PooledVerdict> pooled = ReplicaPool.Of(rows);
        ViewCorrelations all = View(rows);
        return new FleetState(
            step + 1, rows, pooled, [all, new ViewCorrelations("stoichiometric", [], 3, null, null, false)], Models([.. rows.Take(MostModelled)]), ArrheniusBook.Of(pooled),
            [
                new Advice("extend", "Li7La3Zr2O12", 600, rows[1].Run, 420, 96, 0.03, 0.6, 96, "E_a would be known to ±0.03 eV: the 600 K run is the least certain point"),
                new Advice("start", "AgI", 450, "", 180, 12, 0.02, 0.4, 12, "a third temperature fixes the slope: 450 K costs least"),
                new Advice("stop", "Na3PS4", 700, rows[2].Run, double.NaN, double.NaN, double.NaN, double.NaN, 0, "converged to ±9 % of ±20 % wanted"),
            ],
            ["reference table: row 17 has no D and is used for components only"]);
    }

    private static FleetRow Row(int i, int step)
    {
        (string material, string specie, double eaEv, double logD0) = Materials[i % Materials.Length];
        var random = new Random(i);
        double temperatureK = 500 + 100 * (i / Materials.Length % 5), scatter = 0.12 * Normal(random);
        double d = Math.Exp(logD0 - eaEv / (Kernel.Units.BoltzmannEvPerK * temperatureK) + scatter) * (1 + 0.1 * Math.Sin(i + 0.6 * step) / (1 + step));
        string state = i == 13 ? "" : States[(i + i / 7) % States.Length];
        bool known = state is "diffusing" or "converged";
        double half = state == "converged" ? 0.12 : 0.35, coveredPs = 30 + random.Next(600) + 2 * step;
        var interval = known ? new Interval(d, d * Math.Exp(-half), d * Math.Exp(half)) : RunDiffusion.Unknown;
        var diffusion = new RunDiffusion(
            state, $"synthetic: {state} after {coveredPs:0} ps", interval, known ? double.NaN : 1.6 * d, 4.1, 80,
            state == "converged" ? new Interval(0, 0, 0) : new Interval(900 * half, 300 * half, 2000 * half));
        var progress = new RunProgress((long)(coveredPs / 0.05), 192, coveredPs, 120 + 40 * random.NextDouble(), 16, state == "converged" && i % 3 == 0, i == 13 ? "dump.lammpstrj line 41: expected 5 columns, got 4" : null);
        (double[] values, double[] errors) = Values(d, eaEv, temperatureK, random);
        string name = $"{material}/{temperatureK:0}K/run{i:0000}";
        return new FleetRow($"/campaign/{name}", name, RowOrigin.Run, new RunLabel(material, material, true, temperatureK, specie), progress, diffusion, values, errors, "cubic");
    }

    // Two hidden causes behind all descriptors, and noise: enough for correlations, components and clusters to show.
    private static (double[] Values, double[] Errors) Values(double d, double eaEv, double temperatureK, Random random)
    {
        double softness = -eaEv + 0.05 * Normal(random), heat = temperatureK / 700 + 0.05 * Normal(random);
        double[] values = new double[DescriptorColumn.Count], errors = new double[values.Length];
        for (int c = 0; c < values.Length; c++)
        {
            double weight = Math.Sin(1.7 * c), other = Math.Cos(2.3 * c);
            values[c] = 10 + 3 * weight * softness + other * heat + 0.35 * Normal(random);
            errors[c] = double.NaN;
        }
        values[DescriptorColumn.IndexOf("D")] = d;
        return (values, errors);
    }

    private static ViewCorrelations View(FleetRow[] rows)
    {
        double[][] columns = Columns(rows);
        return new ViewCorrelations(
            "all", [.. rows.Select(row => row.Run)], rows.Select(row => row.Label.Material).Distinct().Count(), PearsonCorrelation.Of(columns), SpearmanCorrelation.Of(columns), false);
    }

    private static FleetModels Models(FleetRow[] rows)
    {
        ViewCorrelations view = View(rows);
        PrincipalComponents components = PrincipalComponents.Of(view.Spearman!, Columns(rows));
        ClusterStudy Study(int y) => ClusterStudy.Of(components.Scores, components.Count, (0, y), 4, seed: 1);
        double[] actual = [.. rows.Select(row => Math.Log10(row["D"]))];
        var random = new Random(5);
        double[] predicted = [.. actual.Select(a => a + 0.25 * Normal(random))];
        string[] runs = [.. view.Runs];
        return new FleetModels(
            7, "2026-03-01T10:00:00Z", "20 new rows", "0f", "all", view.Runs, components, [Study(1), Study(2)],
            [new FleetModel("log10 D", "mlp", "anharmonic", 51, actual.Length, 10, 0.182, 0.091, 0.83, runs, actual, predicted), new FleetModel("log10 D", "kernel-ridge", "harmonic", 38, actual.Length, 10, 0.265, 0.14, 0.71, runs, actual, predicted)],
            [new Prediction(rows[^1].Run, "log10 D", "mlp", "anharmonic", -1.4, -1.9, -0.9, 0.2)], new Dictionary<string, string>());
    }

    private static double[][] Columns(FleetRow[] rows) => [.. Enumerable.Range(0, DescriptorColumn.Count).Select(c => rows.Select(row => row.Values[c]).ToArray())];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
