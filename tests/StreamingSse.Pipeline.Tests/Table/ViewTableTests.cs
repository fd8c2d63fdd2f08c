using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Tests.Table;

public sealed class ViewTableTests
{
    [Fact]
    public void A_window_with_one_row_per_material_takes_the_nearest_then_the_longest()
    {
        FleetRow[] rows =
        [
            Row("/a/450", "A", 450, 100), Row("/a/510", "A", 510, 100), Row("/a/510b", "A", 510, 300), Row("/b/610", "B", 610, 100), Row("/c/600", "C", 600, 100),
        ];
        var view = new ViewTable(new TableView("window", null, 500, 100, OneRowPerMaterial: true, false));
        view.Refresh(rows);
        Assert.Equal(["/a/510b", "/c/600"], view.Rows.Select(row => row.Run));
    }

    [Fact]
    public void Below_eight_materials_nothing_is_drawn_and_it_is_said_how_many_there_are()
    {
        var view = new ViewTable(new TableView("all", null, double.NaN, 0, false, false));
        FleetRow[] rows = [.. Enumerable.Range(0, 16).Select(i => Row($"/{i}", $"M{i % 7}", 500, 100 + i))];
        view.Refresh(rows);
        ViewCorrelations few = view.Read();
        Assert.Null(few.Spearman);
        Assert.Equal("7 materials, at least 8 are needed", few.Missing);
        view.Refresh([.. rows, Row("/16", "M7", 500, 100)]);
        Assert.NotNull(view.Read().Spearman);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pair_that_few_materials_hold_is_not_drawn_and_it_is_said_how_many(bool weighed)
    {
        // Nine materials have D and lindemann, three of them a bulk modulus that rises with D as in a law.
        var view = new ViewTable(new TableView("all", null, double.NaN, 0, false, weighed));
        view.Refresh([.. Enumerable.Range(1, 9).Select(i => Row($"/{i}", $"M{i}", 500, 100, i <= 3 ? [("D", i), ("lindemann", i % 4), ("B", i)] : [("D", i), ("lindemann", i % 4)]))]);
        ViewCorrelations read = view.Read();
        int d = DescriptorColumn.IndexOf("D"), b = DescriptorColumn.IndexOf("B"), lindemann = DescriptorColumn.IndexOf("lindemann");
        Assert.All(new[] { read.Pearson!, read.Spearman! }, matrix =>
        {
            Assert.True(double.IsNaN(matrix[d, b]) && double.IsNaN(matrix[b, d]) && double.IsNaN(matrix.P[d * matrix.ColumnCount + b]));
            Assert.Equal("3 materials hold both, at least 8 are needed", matrix.Undefined(d, b));
            Assert.True(double.IsFinite(matrix[d, lindemann]));
            Assert.Null(matrix.Undefined(d, lindemann));
        });
    }

    [Fact]
    public void Weighed_by_error_a_row_with_an_unknown_D_counts_for_little()
    {
        // D and lindemann rise together in nine precise rows; a tenth, of which D is a guess, lies far off.
        FleetRow[] rows =
        [
            .. Enumerable.Range(1, 9).Select(i => Row($"/{i}", $"M{i}", 500, 100, ("D", i), ("lindemann", i))),
            TableRow.Of(FleetStates.Of("/off", 100, [("D", 100), ("lindemann", -100)], material: "off", state: "sub-diffusive")).Row,
        ];
        double r(bool weighed)
        {
            var view = new ViewTable(new TableView("all", null, double.NaN, 0, false, weighed));
            view.Refresh(rows);
            return view.Read().Pearson![DescriptorColumn.IndexOf("D"), DescriptorColumn.IndexOf("lindemann")];
        }
        Assert.True(r(false) < -0.9);
        Assert.True(r(true) > r(false) + 0.2);
    }

    private static FleetRow Row(string run, string material, double temperatureK, long frames, params (string, double)[] values) =>
        TableRow.Of(FleetStates.Of(run, frames, values.Length > 0 ? values : [("D", frames), ("lindemann", temperatureK)], material, temperatureK)).Row;
}
