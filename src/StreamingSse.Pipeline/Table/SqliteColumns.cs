using Microsoft.Data.Sqlite;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Table;

/// <summary>The columns of table <c>runs</c>, and how a row is read back from them. NaN is stored as NULL.</summary>
internal static class SqliteColumns
{
    private const string Text = "TEXT", Number = "REAL", Whole = "INTEGER";

    public static IReadOnlyList<SqliteColumn> All { get; } =
    [
        new("run", Text + " NOT NULL", row => row.Row.Run),
        new("name", Text, row => row.Row.Name),
        new("material", Text, row => row.Row.Label.Material),
        new("composition", Text, row => row.Row.Label.Composition),
        new("stoichiometric", Whole, row => row.Row.Label.Stoichiometric is { } known ? (known ? 1L : 0L) : null),
        new("temperature_k", Number, row => Real(row.Row.Label.TemperatureK)),
        new("specie", Text, row => row.Row.Label.Specie),
        new("crystal_system", Text, row => row.Row.CrystalSystem),
        new("session", Text, row => row.Stamp.Session),
        new("generation", Whole, row => (long)row.Stamp.Generation),
        new("frames", Whole, row => row.Stamp.FrameCount),
        new("final", Whole, row => row.Stamp.IsFinal ? 1L : 0L),
        new("fingerprint", Text, row => row.Fingerprint),
        new("failure", Text, row => row.Row.Progress.Failure),
        new("atoms", Whole, row => (long)row.Row.Progress.AtomCount),
        new("covered_ps", Number, row => Real(row.Row.Progress.CoveredPs)),
        new("ps_per_hour", Number, row => Real(row.Row.Progress.PsPerHour)),
        new("cores", Number, row => Real(row.Row.Progress.Cores)),
        new("state", Text, row => row.Row.Diffusion.State),
        new("reason", Text, row => row.Row.Diffusion.Reason),
        new("d_a2_per_ps", Number, row => Real(row.Row.Diffusion.D.Value)),
        new("d_low95", Number, row => Real(row.Row.Diffusion.D.Low95)),
        new("d_high95", Number, row => Real(row.Row.Diffusion.D.High95)),
        new("d_upper_bound95", Number, row => Real(row.Row.Diffusion.UpperBound95)),
        new("sigma_k_per_d", Number, row => Real(row.Row.Diffusion.SigmaKPerD)),
        new("required_ps", Number, row => Real(row.Row.Diffusion.RequiredPs)),
        new("remaining_ps", Number, row => Real(row.Row.Diffusion.RemainingPs.Value)),
        new("remaining_low", Number, row => Real(row.Row.Diffusion.RemainingPs.Low95)),
        new("remaining_high", Number, row => Real(row.Row.Diffusion.RemainingPs.High95)),
        .. DescriptorColumn.All.Select((column, at) => new SqliteColumn(column.Name, Number, row => Real(row.Row.Values[at]))),
    ];

    private static readonly Dictionary<string, int> Places = All.Select((column, at) => (column.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at);

    public static object? Real(double value) => double.IsFinite(value) ? value : null;

    public static TableRow Read(SqliteDataReader from, ILookup<string, StoredDescriptor> descriptors)
    {
        string run = WordAt("run")!;
        bool isFinal = WholeAt("final") == 1;
        var label = new RunLabel(
            WordAt("material") ?? "", WordAt("composition") ?? "", from.IsDBNull(Places["stoichiometric"]) ? null : WholeAt("stoichiometric") == 1,
            RealAt("temperature_k"), WordAt("specie") ?? "");
        var progress = new RunProgress(
            WholeAt("frames"), (int)WholeAt("atoms"), RealAt("covered_ps"), RealAt("ps_per_hour"), RealAt("cores"), isFinal, WordAt("failure"));
        var diffusion = new RunDiffusion(
            WordAt("state") ?? "", WordAt("reason") ?? "", new Interval(RealAt("d_a2_per_ps"), RealAt("d_low95"), RealAt("d_high95")), RealAt("d_upper_bound95"),
            RealAt("sigma_k_per_d"), RealAt("required_ps"), new Interval(RealAt("remaining_ps"), RealAt("remaining_low"), RealAt("remaining_high")));
        int first = All.Count - DescriptorColumn.Count;
        double[] values = [.. Enumerable.Range(first, DescriptorColumn.Count).Select(at => from.IsDBNull(at) ? double.NaN : from.GetDouble(at))];
        double[] errors = TableRow.Empty();
        foreach (StoredDescriptor stored in descriptors[run])
        {
            if (DescriptorColumn.IndexOf(stored.Origin.Name) is >= 0 and var place) errors[place] = stored.Error;
        }
        if (diffusion.IsQuotable) errors[DescriptorColumn.IndexOf("D")] = diffusion.D.HalfWidth / Kernel.Statistics.Normal.Z975;
        var row = new FleetRow(run, WordAt("name") ?? run, RowOrigin.Run, label, progress, diffusion, values, errors, WordAt("crystal_system"));
        var stamp = new StateStamp(WordAt("session") ?? "", (int)WholeAt("generation"), WholeAt("frames"), isFinal);
        return new TableRow(row, stamp, WordAt("fingerprint") ?? "", [.. descriptors[run].Select(stored => stored.Origin)]);

        string? WordAt(string name) => from.IsDBNull(Places[name]) ? null : from.GetString(Places[name]);
        double RealAt(string name) => from.IsDBNull(Places[name]) ? double.NaN : from.GetDouble(Places[name]);
        long WholeAt(string name) => from.IsDBNull(Places[name]) ? 0 : from.GetInt64(Places[name]);
    }
}
