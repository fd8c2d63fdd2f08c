using StreamingSse.Formats.Tables;

namespace StreamingSse.Formats.Tests.Tables;

public sealed class TableFileTests
{
    [Fact]
    public void Numbers_and_categories_are_told_apart_and_missing_ones_are_missing()
    {
        TableFile file = Read("name,x,y\nLi,1e-3,NA\nNa,,2\n\"Ag, \"\"pure\"\"\",-3.5,\n");
        Assert.Empty(file.Problems);
        Assert.Equal(["x", "y"], file.Table.Numbers.Select(column => column.Name));
        Assert.Equal([1e-3, double.NaN, -3.5], file.Table.Numbers[0].Values);
        Assert.Equal([double.NaN, 2, double.NaN], file.Table.Numbers[1].Values);
        Assert.Equal(["Li", "Na", "Ag, \"pure\""], file.Table.Words[0].Values.OfType<string>());
    }

    [Fact]
    public void A_dirty_number_is_told_by_line_and_column_and_counts_as_missing()
    {
        TableFile file = Read("x\n1\n2\n3\n4\n\n<1E-10\n");
        Assert.True(double.IsNaN(file.Table.Numbers[0].Values[4]));
        Assert.Equal("t.csv line 7, column 'x': expected a number, got '<1E-10'; it counts as missing", Assert.Single(file.Problems).ToString());
    }

    [Fact]
    public void A_ragged_line_is_left_out_and_the_rest_goes_on()
    {
        TableFile file = Read("x,y\n1,2\n3\n4,5,6\n7,8\n");
        Assert.Equal([1, 7], file.Table.Numbers[0].Values);
        Assert.Equal([2, 5], file.Lines);
        Assert.Equal(["t.csv line 3", "t.csv line 4"], file.Problems.Select(problem => problem.Where));
        Assert.StartsWith("1; the line is left out", file.Problems[0].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_comes_twice_or_is_empty_gets_a_name_of_its_own()
    {
        TableFile file = Read("x,x,,x\n1,2,3,4\n");
        Assert.Equal(["x", "x (2)", "column 3", "x (3)"], file.Table.Numbers.Select(column => column.Name));
        Assert.Equal(3, file.Problems.Count);
    }

    [Fact]
    public void Columns_are_read_as_the_options_say()
    {
        TableFile file = Read("g;x;z\n1;100;5\n2;0;6\n", new TableOptions(["g"], ["z"], ["x"]));
        Assert.Equal("log10(x)", Assert.Single(file.Table.Numbers).Name);
        Assert.Equal([2, double.NaN], file.Table.Numbers[0].Values);
        Assert.Equal("g", Assert.Single(file.Table.Words).Name);
        Assert.Contains("above zero", Assert.Single(file.Problems).Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "expected a header line of column names, got no line at all")]
    [InlineData("x,y\n", "expected at least one row below the header, got none")]
    [InlineData("x\n\"1\n", "t.csv line 2: expected a closing quote, got the end of the file")]
    public void A_file_without_a_table_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_option_that_names_no_column_is_refused_with_the_columns_there_are() =>
        Assert.Equal("t.csv: expected a column 'z', got x, y",
            Assert.Throws<BadInputException>(() => Read("x,y\n1,2\n", new TableOptions([], ["z"], []))).Message);

    private static TableFile Read(string text, TableOptions? options = null) =>
        TableFile.Read(new StringReader(text), "t.csv", options ?? TableOptions.None);
}
