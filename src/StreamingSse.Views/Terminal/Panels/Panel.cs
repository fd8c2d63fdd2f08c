namespace StreamingSse.Views.Terminal.Panels;

/// <summary>One block of the view: the rows that it needs at least, those that it would fill, and how to draw it.</summary>
/// <param name="WishHeight">Rows beyond which it gains nothing; int.MaxValue for a plot, which takes whatever is there.</param>
internal sealed record Panel(int MinHeight, int WishHeight, Action<Screen, Area> Draw)
{
    // A table cut shorter than this is not worth its place.
    private const int FewRows = 6;

    public bool IsPlot => WishHeight == int.MaxValue;

    public static Panel OfPlot(Action<Screen, Area> draw) => new(Plots.Plot.MinHeight, int.MaxValue, draw);

    public static Panel OfTable(TextTable table) => new(Math.Min(table.Height, FewRows), table.Height, table.Draw);
}
