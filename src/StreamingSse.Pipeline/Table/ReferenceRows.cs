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
    /// <param name="notes">Gets what was wrong in the table, one sentence each.</param>
    public static IReadOnlyList<FleetRow> Read(string path, ICollection<string> notes)
    {
        TableFile file = TableFile.Read(path, TableOptions.None);
        foreach (BadInput problem in file.Problems) notes.Add(problem.ToString());
        string[] known = [.. file.Table.Numbers.Select(column => column.Name).Where(name => DescriptorColumn.IndexOf(name) >= 0)];
        if (known.Length == 0)
            throw new BadInputException(path, $"columns named as descriptors, such as {string.Join(", ", DescriptorColumn.All.Take(4).Select(column => column.Name))}", string.Join(", ", file.Table.Numbers.Select(column => column.Name)));
        return [.. Enumerable.Range(0, file.Table.RowCount).Select(row => RowOf(path, file, row))];
    }

    private static FleetRow RowOf(string path, TableFile file, int row)
    {
        double[] values = TableRow.Empty();
        foreach (NumberColumn column in file.Table.Numbers)
        {
            if (DescriptorColumn.IndexOf(column.Name) is >= 0 and var place) values[place] = column.Values[row];
        }
        string material = Word(file.Table, row, "material", "name", "formula") ?? $"row {row + 1}";
        double dA2PerPs = values[DescriptorColumn.IndexOf("D")];
        var label = new RunLabel(
            material, Word(file.Table, row, "composition") ?? material, Word(file.Table, row, "stoichiometric") is { } word ? word is "true" or "True" or "1" or "yes" : null,
            Number(file.Table, row, "temperature_k", "temperatureK", "temperature"), Word(file.Table, row, "specie", "mobile", "ion") ?? "");
        RunDiffusion diffusion = RunDiffusion.None with { State = "reference", Reason = $"{path} line {file.Lines[row]}", D = new Interval(dA2PerPs, double.NaN, double.NaN) };
        return new FleetRow(
            $"{path}#{row + 1}", $"{material} ({Path.GetFileName(path)})", RowOrigin.Reference, label,
            new RunProgress(0, 0, double.NaN, double.NaN, double.NaN, IsFinal: true, null), diffusion, values, TableRow.Empty(),
            Word(file.Table, row, "crystalSystem", "crystal_system"));
    }

    private static string? Word(DataTable table, int row, params string[] names) =>
        table.Words.FirstOrDefault(column => names.Contains(column.Name))?.Values[row]
        ?? (table.Numbers.FirstOrDefault(column => names.Contains(column.Name)) is { } number && double.IsFinite(number.Values[row]) ? number.Values[row].ToString("R", CultureInfo.InvariantCulture) : null);

    private static double Number(DataTable table, int row, params string[] names) =>
        table.Numbers.FirstOrDefault(column => names.Contains(column.Name))?.Values[row] ?? double.NaN;
}
