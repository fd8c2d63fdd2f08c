using System.Globalization;
using StreamingSse.Formats;
using StreamingSse.Formats.Tables;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Statistics;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Pipeline.Table;

/// <summary>Rows of a table to compare with: descriptors by their names, and material, specie, temperature and the like by theirs.</summary>
public static class ReferenceRows
{
    private static readonly string[] MaterialNames = ["material", "name", "formula"], TemperatureNames = ["temperature_k", "temperatureK", "temperature"];
    private static readonly string[] SpecieNames = ["specie", "mobile", "ion"], SystemNames = ["crystalSystem", "crystal_system"];
    private static readonly TableOptions Options = TableOptions.None with { Numbers = [.. DescriptorColumn.All.Select(column => column.Name), .. TemperatureNames] };

    /// <param name="notes">Gets what was wrong in the table, one sentence each.</param>
    public static IReadOnlyList<FleetRow> Read(string path, ICollection<string> notes)
    {
        TableFile file = TableFile.Read(path, Options);
        foreach (BadInput problem in file.Problems) notes.Add(problem.ToString());
        string[] known = [.. file.Table.Numbers.Select(column => column.Name).Where(name => DescriptorColumn.IndexOf(name) >= 0)];
        if (known.Length == 0)
            throw new BadInputException(path, $"columns named as descriptors, such as {string.Join(", ", DescriptorColumn.All.Take(4).Select(column => column.Name))}", string.Join(", ", file.Table.Numbers.Select(column => column.Name)));
        string[] strange = [.. file.Table.Numbers.Select(column => column.Name).Concat(file.Table.Words.Select(column => column.Name)).Where(name => !IsOurs(name))];
        if (strange.Length > 0) notes.Add($"{path}: expected names of descriptors and labels, got also {string.Join(", ", strange)}: not used");
        return [.. Enumerable.Range(0, file.Table.RowCount).Select(row => RowOf(path, file, row))];
    }

    // What a fleet's own table.csv has besides is no mistake of anybody.
    private static bool IsOurs(string name) =>
        DescriptorColumn.IndexOf(name) >= 0 || MaterialNames.Contains(name) || TemperatureNames.Contains(name) || SpecieNames.Contains(name) || SystemNames.Contains(name)
        || name is "composition" or "stoichiometric" or "run" or "origin" or "frames" or "covered_ps" or "final" or "state" or "failure" || name.StartsWith("d_", StringComparison.Ordinal);

    private static FleetRow RowOf(string path, TableFile file, int row)
    {
        double[] values = TableRow.Empty();
        foreach (NumberColumn column in file.Table.Numbers)
        {
            if (DescriptorColumn.IndexOf(column.Name) is >= 0 and var place) values[place] = column.Values[row];
        }
        string material = Word(file.Table, row, MaterialNames) ?? $"row {row + 1}";
        double dA2PerPs = values[DescriptorColumn.IndexOf("D")];
        var label = new RunLabel(
            material, Word(file.Table, row, "composition") ?? material, Word(file.Table, row, "stoichiometric") is { } word ? word is "true" or "True" or "1" or "yes" : null,
            Number(file.Table, row, TemperatureNames), Word(file.Table, row, SpecieNames) ?? "");
        RunDiffusion diffusion = RunDiffusion.None with { State = "reference", Reason = $"{path} line {file.Lines[row]}", D = new Interval(dA2PerPs, double.NaN, double.NaN) };
        return new FleetRow(
            $"{path}#{row + 1}", $"{material} ({Path.GetFileName(path)})", RowOrigin.Reference, label,
            new RunProgress(0, 0, double.NaN, double.NaN, double.NaN, IsFinal: true, null), diffusion, values, TableRow.Empty(),
            Word(file.Table, row, SystemNames));
    }

    /// <param name="names">The first that says something counts: a table of a fleet has the material and the name of the run.</param>
    private static string? Word(DataTable table, int row, params string[] names) => names.Select(name => Word(table, row, name)).FirstOrDefault(word => word is not null);

    private static string? Word(DataTable table, int row, string name) =>
        table.Words.FirstOrDefault(column => column.Name == name)?.Values[row]
        ?? (table.Numbers.FirstOrDefault(column => column.Name == name) is { } number && double.IsFinite(number.Values[row]) ? number.Values[row].ToString("R", CultureInfo.InvariantCulture) : null);

    private static double Number(DataTable table, int row, params string[] names) =>
        names.Select(name => table.Numbers.FirstOrDefault(column => column.Name == name)?.Values[row] ?? double.NaN).FirstOrDefault(double.IsFinite, double.NaN);
}
