using Microsoft.Data.Sqlite;
using StreamingSse.Formats;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Pipeline.Table;

/// <summary>The living table in one SQLite file, which any tool opens: table <c>runs</c>, one row per run, and <c>descriptors</c>, one per value.</summary>
/// <remarks>
/// No write-ahead log, which network file systems do not support. Rows are stored in one transaction, whole or not at all; what was
/// not stored by a crash is in the trajectories and comes again. Not thread-safe: one actor owns it.
/// </remarks>
public sealed class SqliteRunTable : IDisposable
{
    private const int Version = 1;
    private readonly string _path;
    private readonly SqliteConnection _connection;

    static SqliteRunTable() => SQLitePCL.Batteries_V2.Init();

    public SqliteRunTable(string path)
    {
        _path = path;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;");
            Prepare(path);
        }
        catch (SqliteException wrong)
        {
            _connection.Dispose();
            throw Unreadable(path, wrong);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <exception cref="BadInputException">The file is damaged.</exception>
    public IReadOnlyList<TableRow> Load()
    {
        try
        {
            return LoadRows();
        }
        catch (Exception damaged) when (damaged is SqliteException or InvalidOperationException or InvalidCastException)
        {
            throw Unreadable(_path, damaged);
        }
    }

    private static BadInputException Unreadable(string path, Exception why) => new(path, "a table of runs in SQLite that can be opened", why.Message);

    private List<TableRow> LoadRows()
    {
        ILookup<string, StoredDescriptor> origins = LoadOrigins();
        List<TableRow> rows = [];
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", SqliteColumns.All.Select(column => column.Quoted))} FROM runs ORDER BY run";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(SqliteColumns.Read(reader, origins));
        return rows;
    }

    public void Save(IReadOnlyList<TableRow> rows)
    {
        if (rows.Count == 0) return;
        using SqliteTransaction whole = _connection.BeginTransaction();
        foreach (TableRow row in rows)
        {
            SaveRow(row);
            SaveDescriptors(row);
        }
        whole.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private void Prepare(string path)
    {
        long version = Scalar("PRAGMA user_version");
        if (version == Version) return;
        if (version != 0 || Scalar("SELECT count(*) FROM sqlite_master") > 0)
            throw new BadInputException(path, $"a table of runs of version {Version}", version == 0 ? "another database" : $"version {version}: another release wrote it");
        string columns = string.Join(", ", SqliteColumns.All.Select(column => $"{column.Quoted} {column.Type}"));
        Execute($"""
            CREATE TABLE runs ({columns}, PRIMARY KEY (run));
            CREATE TABLE descriptors (run TEXT NOT NULL, name TEXT NOT NULL, value REAL, unit TEXT, error REAL, origin TEXT, missing TEXT, PRIMARY KEY (run, name));
            PRAGMA user_version = {Version};
            """);
    }

    private void SaveRow(TableRow row)
    {
        using SqliteCommand command = _connection.CreateCommand();
        string names = string.Join(", ", SqliteColumns.All.Select(column => column.Quoted));
        command.CommandText = $"INSERT OR REPLACE INTO runs ({names}) VALUES ({string.Join(", ", SqliteColumns.All.Select((_, i) => $"$p{i}"))})";
        for (int i = 0; i < SqliteColumns.All.Count; i++) command.Parameters.AddWithValue($"$p{i}", SqliteColumns.All[i].Of(row) ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private void SaveDescriptors(TableRow row)
    {
        Execute("DELETE FROM descriptors WHERE run = $run", ("$run", row.Row.Run));
        foreach (DescriptorOrigin origin in row.Origins.DistinctBy(origin => origin.Name))
        {
            int place = DescriptorColumn.IndexOf(origin.Name);
            Execute(
                "INSERT INTO descriptors VALUES ($run, $name, $value, $unit, $error, $origin, $missing)",
                ("$run", row.Row.Run), ("$name", origin.Name), ("$value", place < 0 ? null : SqliteColumns.Real(row.Row.Values[place])),
                ("$unit", place < 0 ? null : DescriptorColumn.All[place].Unit), ("$error", place < 0 ? null : SqliteColumns.Real(row.Row.Errors[place])),
                ("$origin", origin.From), ("$missing", origin.Missing));
        }
    }

    private ILookup<string, StoredDescriptor> LoadOrigins()
    {
        List<(string Run, StoredDescriptor Origin)> origins = [];
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT run, name, origin, missing, error FROM descriptors ORDER BY rowid";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var origin = new DescriptorOrigin(reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
            origins.Add((reader.GetString(0), new StoredDescriptor(origin, reader.IsDBNull(4) ? double.NaN : reader.GetDouble(4))));
        }
        return origins.ToLookup(pair => pair.Run, pair => pair.Origin);
    }

    private long Scalar(string text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object? value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
