using Microsoft.Data.Sqlite;
using StreamingSse.Formats;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Tests.Table;

public sealed class SqliteRunTableTests : IDisposable
{
    private static readonly string[] Names = [.. DescriptorColumn.All.Select(column => column.Name)];
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FilePath => Path.Combine(_folder, "inside", "fleet.sqlite");

    [Fact]
    public void A_row_is_loaded_as_it_was_saved()
    {
        TableRow row = TableRow.Of(FleetStates.Of("/runs/a", 50, [("D", 0.1), ("lindemann", double.Epsilon), ("E", -1e300)], isFinal: true, error: 0.02));
        using (var table = new SqliteRunTable(FilePath)) table.Save([row]);
        using var again = new SqliteRunTable(FilePath);
        TableRow loaded = Assert.Single(again.Load());
        Assert.Equal(row.Row.Values, loaded.Row.Values);
        Assert.Equal(row.Row.Errors, loaded.Row.Errors);
        Assert.Equal(3, loaded.Row.Errors.Count(double.IsFinite));
        Assert.Equal(row.Origins, loaded.Origins);
        Assert.Equal(row.Row with { Values = [], Errors = [] }, loaded.Row with { Values = [], Errors = [] });
        Assert.Equal((row.Stamp, row.Fingerprint), (loaded.Stamp, loaded.Fingerprint));
    }

    [Fact]
    public void Only_a_newer_state_replaces_a_row_and_repeating_one_changes_nothing()
    {
        var table = new RunTable([]);
        Assert.True(table.Fold(FleetStates.Of("/runs/a", 50, [("D", 0.1)])));
        Assert.False(table.Fold(FleetStates.Of("/runs/a", 50, [("D", 0.9)])));
        Assert.False(table.Fold(FleetStates.Of("/runs/a", 40, [("D", 0.9)])));
        Assert.Equal(0.1, table.Rows.Single()["D"]);
        Assert.Single(table.TakeUnsaved());
        Assert.Empty(table.TakeUnsaved());
        Assert.True(table.Fold(FleetStates.Of("/runs/a", 51, [("D", 0.2)])));
        Assert.Equal(0.2, table.TakeUnsaved().Single().Row["D"]);
    }

    [Fact]
    public void After_any_order_of_inserts_updates_and_rows_left_out_of_the_view_the_matrices_equal_those_of_the_rows_in_the_file()
    {
        var dice = new Random(17);
        var view = new ViewTable(new TableView("all", null, double.NaN, 0, false, false));
        var memory = new RunTable([]);
        using var table = new SqliteRunTable(FilePath);
        HashSet<string> leftOut = [];
        long frames = 0;
        for (int step = 1; step <= 10_000; step++)
        {
            string run = $"/runs/{dice.Next(60)}";
            if (dice.Next(4) == 0 && !leftOut.Remove(run)) leftOut.Add(run);
            else memory.Fold(FleetStates.Of(run, ++frames, RandomRow(dice), material: $"M{dice.Next(20)}"));
            if (step % 50 == 0) table.Save(memory.TakeUnsaved());
            view.Refresh([.. memory.Rows.Where(row => !leftOut.Contains(row.Run))]);
        }
        table.Save(memory.TakeUnsaved());

        FleetRow[] stored = [.. table.Load().Select(row => row.Row)];
        Assert.Equal(memory.Rows.Select(row => row.Run), stored.Select(row => row.Run));
        stored = [.. stored.Where(row => !leftOut.Contains(row.Run))];
        Assert.InRange(stored.Length, 8, 59);
        ViewCorrelations online = view.Read();
        CorrelationMatrix pearson = PearsonCorrelation.Of(ViewTable.Columns(stored)), spearman = SpearmanCorrelation.Of(ViewTable.Columns(stored));
        Assert.Equal(spearman.R, online.Spearman!.R); // exactly
        Assert.Equal(spearman.RowCounts, online.Spearman.RowCounts);
        Assert.All(pearson.R.Zip(online.Pearson!.R), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-10));
    }

    [Fact]
    public void Another_database_a_newer_one_and_what_is_none_are_refused_by_name()
    {
        string text = Path.Combine(_folder, "text.sqlite"), foreign = Path.Combine(_folder, "foreign.sqlite"), newer = Path.Combine(_folder, "newer.sqlite");
        File.WriteAllText(text, new string('x', 5000));
        Make(foreign, "CREATE TABLE other (a)");
        Make(newer, "PRAGMA user_version = 7");
        Assert.Contains("expected a table of runs in SQLite that can be opened", Refused(text));
        Assert.Contains("expected a table of runs of version 1, got another database", Refused(foreign));
        Assert.Contains("got version 7: another release wrote it", Refused(newer));
    }

    [Fact]
    public void A_file_with_a_good_header_and_damaged_pages_is_refused_by_name()
    {
        using (var table = new SqliteRunTable(FilePath))
            table.Save([.. Enumerable.Range(0, 200).Select(i => TableRow.Of(FleetStates.Of($"/runs/{i}", 50, [("D", 0.25), ("gap", 4.5)])))]);
        byte[] pages = File.ReadAllBytes(FilePath);
        Array.Fill(pages, (byte)0x5a, 3 * 4096, pages.Length - 3 * 4096); // page 1 with the schema, and the roots of both tables, stay
        File.WriteAllBytes(FilePath, pages);
        using var damaged = new SqliteRunTable(FilePath);
        Assert.Contains("fleet.sqlite: expected a table of runs in SQLite that can be opened, got", Assert.Throws<BadInputException>(() => damaged.Load()).Message);
    }

    [Fact]
    public void The_file_is_one_that_any_tool_opens_with_a_column_per_descriptor()
    {
        using (var table = new SqliteRunTable(FilePath)) table.Save([TableRow.Of(FleetStates.Of("/runs/a", 50, [("D", 0.25), ("gap", 4.5)]))]);
        using var plain = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        plain.Open();
        using SqliteCommand command = plain.CreateCommand();
        command.CommandText = "SELECT runs.D, runs.gap, descriptors.unit FROM runs JOIN descriptors USING (run) WHERE descriptors.name = 'gap' AND material = 'Li2O'";
        using SqliteDataReader reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal((0.25, 4.5, "eV"), (reader.GetDouble(0), reader.GetDouble(1), reader.GetString(2)));
    }

    // Ties, gaps, a constant column and one that is missing everywhere.
    private static IEnumerable<(string, double)> RandomRow(Random dice) =>
        Names.Where((name, at) => at != 5 && dice.Next(12) != 0).Select(name => (name, name == "gap" ? 3.0 : dice.Next(3) == 0 ? dice.Next(4) : 100 + dice.NextDouble()));

    private static void Make(string path, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Refused(string path) => Assert.Throws<BadInputException>(() => new SqliteRunTable(path)).Message;
}
