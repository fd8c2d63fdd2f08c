using Spectre.Console;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>The numbers of a run.</summary>
internal static class TablePanels
{
    public static Panel Species(RunSnapshot? snapshot)
    {
        bool hasFit = snapshot?.Species.Any(curves => curves.Fit is not null) ?? false;
        var table = new TextTable([
            new("specie", Justify.Left), new("N"), new("D Å²/ps"),
            .. hasFit ? [new TextTable.Column("D fit")] : Array.Empty<TextTable.Column>(),
            new("T K"), new("MSD end Å²")]);
        foreach (SpecieCurves curves in (snapshot?.Species ?? []).OrderByDescending(curves => curves.Specie == snapshot!.Mobile?.Specie))
        {
            bool isMobile = curves.Specie == snapshot!.Mobile?.Specie;
            TextTable.Cell[] fit = hasFit ? [Figures.Number(curves.Fit?.DA2PerPs ?? double.NaN)] : [];
            table.Add([
                new(curves.Specie, isMobile ? Palette.Strong : Palette.Plain),
                Figures.Count(curves.AtomCount),
                new(Figures.Number(curves.Paper?.DA2PerPs ?? double.NaN), isMobile ? Palette.Accent : Palette.Plain),
                .. fit,
                Figures.Number(snapshot.Run.KineticTemperatureK.GetValueOrDefault(curves.Specie, double.NaN)),
                Figures.Number(curves.MsdTotalA2.LastOrDefault(double.NaN))]);
        }
        if (snapshot is not null && double.IsFinite(snapshot.Run.StatedTemperatureK))
            table.Add([new("stated", Palette.Faint), "", "", .. hasFit ? [""] : Array.Empty<TextTable.Cell>(),
                new(Figures.Number(snapshot.Run.StatedTemperatureK), Palette.Faint)]);
        return Panel.OfTable(table);
    }

    public static Panel Windows(RunSnapshot? snapshot)
    {
        var table = new TextTable(new("stretch ps", Justify.Left), new("slope Å²/ps"), new("T K"));
        foreach (WindowRow window in snapshot?.Windows ?? [])
        {
            string stretch = $"{Figures.Number(window.FromPs)}–{Figures.Number(window.ToPs)}";
            table.Add(stretch, Figures.Number(window.SlopeA2PerPs), Figures.Number(window.KineticK));
        }
        return Panel.OfTable(table);
    }

    /// <summary>The values that came out; what is missing is counted, its reasons are in the files.</summary>
    public static Panel Descriptors(RunSnapshot? snapshot)
    {
        DescriptorValue[] values = [.. (snapshot?.Descriptors ?? []).Where(descriptor => double.IsFinite(descriptor.Value))];
        HashSet<string> stems = [.. values.Where(v => v.Name.EndsWith("All", StringComparison.Ordinal)).Select(v => v.Name[..^3])];
        var table = new TextTable(new("descriptor", Justify.Left), new("all"), new("nd"), new("d"), new("unit", Justify.Left));
        var byName = values.ToDictionary(value => value.Name);
        foreach (DescriptorValue value in values)
        {
            string stem = value.Name.EndsWith("All", StringComparison.Ordinal) ? value.Name[..^3] : "";
            if (stems.Contains(stem))
                table.Add(stem, Figures.Number(value.Value), Of(stem + "Nd"), Of(stem + "D"), new(value.Unit, Palette.Faint));
            else if (!stems.Any(s => value.Name == s + "Nd" || value.Name == s + "D"))
                table.Add(Single(value));
        }
        if (snapshot is { Missing.Count: > 0 }) table.Add(new TextTable.Cell($"{snapshot.Missing.Count} missing", Palette.Faint));
        return Panel.OfTable(table);

        string Of(string name) => Figures.Number(byName.TryGetValue(name, out DescriptorValue? value) ? value.Value : double.NaN);
    }

    public static Panel Inferred(RunSnapshot? snapshot)
    {
        IReadOnlyList<Inferred> facts = snapshot?.Run.Inferred ?? [];
        int whatWidth = facts.Select(fact => Screen.WidthOf(fact.What)).DefaultIfEmpty(0).Max();
        int rows = facts.Count == 0 ? 0 : facts.Count + 1;
        return new Panel(Math.Min(rows, 4), rows, (screen, area) =>
        {
            screen.Put(area.Left, area.Top, "inferred, and from where", Palette.Strong, area.Width);
            for (int i = 0; i < Math.Min(facts.Count, area.Height - 1); i++)
            {
                int y = area.Top + 1 + i;
                screen.Put(area.Left, y, facts[i].What, maxWidth: area.Width);
                int x = screen.Put(area.Left + whatWidth + 2, y, facts[i].Value, maxWidth: area.Width - whatWidth - 2);
                screen.Put(x + 2, y, facts[i].From, Palette.Faint, area.Right - x - 2);
            }
        });
    }

    // A descriptor of one group stands in that group's column.
    private static TextTable.Cell[] Single(DescriptorValue value)
    {
        var unit = new TextTable.Cell(value.Unit, Palette.Faint);
        string number = Figures.Number(value.Value);
        return value.Name switch
        {
            "lindemann" or "msd" => [value.Name, "", number, "", unit],
            "D" => [value.Name, "", "", number, unit],
            _ => [value.Name, number, "", "", unit],
        };
    }
}
