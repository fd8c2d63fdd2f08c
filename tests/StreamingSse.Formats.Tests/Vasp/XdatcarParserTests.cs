using StreamingSse.Formats.Vasp;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Vasp;

public sealed class XdatcarParserTests
{
    private const double EightDecimalsA = 1e-7;     // of fractions, in a cell of 6 Å

    [Theory]
    [InlineData("fixed_cell", "Li Li Li Li P S")]
    [InlineData("scaled", "Li Li Li Li P S")]       // scale 2, edges halved
    [InlineData("volume", "Li Li Li Li P S")]       // minus the volume, edges three times as long
    [InlineData("konfig", "1 1 1 1 2 3")]           // no names: numbers in their place
    [InlineData("blank", "Li Li Li Li P S")]
    public void Every_header_gives_the_positions_that_ASE_wrote(string name, string labels)
    {
        double[][] truth = TestData.Table("vasp/fixed_cell.csv");
        ParsedFile file = Read(name);
        Assert.Equal(4, file.Frames.Count);
        foreach ((double[] a, KeptFrame b) in truth.Zip(file.Frames)) Close.All(a, b.PositionsA, EightDecimalsA);
        Assert.Equal(labels, string.Join(' ', file.Labels));
        Assert.All(file.Frames, frame => Assert.Equal(PositionKind.Wrapped, frame.Kind));
        Assert.Equal(name == "blank" ? [null, null, null, null] : new long?[] { 1, 2, 3, 4 }, file.Frames.Select(frame => frame.Step));
    }

    [Fact]
    public void A_changing_cell_is_that_of_its_own_header()
    {
        double[][] truth = TestData.Table("vasp/variable_cell.csv");
        using var parser = new XdatcarParser();
        ParsedFile file = ParsedFile.Read(parser, TestData.Bytes("vasp/variable_cell.XDATCAR"));
        foreach ((double[] a, KeptFrame b) in truth.Zip(file.Frames)) Close.All(a, b.PositionsA, EightDecimalsA);
        Close.All([6, 6.06, 6.12, 6.18], [.. file.Frames.Select(frame => frame.Cell!.Value.AxA)], 1e-12);
        Assert.Equal(4, parser.HeaderCount);
    }

    [Fact]
    public void A_restart_in_mid_file_shows_in_the_numbers_and_in_the_header_count()
    {
        using var parser = new XdatcarParser();
        ParsedFile file = ParsedFile.Read(parser, TestData.Bytes("vasp/concatenated.XDATCAR"));
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], file.Frames.Select(frame => frame.Step));
        Assert.Equal(2, parser.HeaderCount);
        Assert.Empty(file.Rejected);
    }

    [Fact]
    public void A_later_header_with_other_species_is_refused_with_both_named_and_so_is_every_frame_under_it()
    {
        string text = TestData.Text("vasp/fixed_cell.XDATCAR");
        ParsedFile file = ParsedFile.Read(new XdatcarParser(), text + text.Replace(" Li  P   S  ", " Na  P   S  ") + text);
        Assert.Equal(8, file.Frames.Count);
        Assert.Equal("line 42: expected Li×4 P×1 S×1, as in the first header, got Na×4 P×1 S×1", file.Rejected[0].ToString());
        Assert.Equal(5, file.Rejected.Count);
    }

    [Theory]
    [InlineData("  0.26421381  0.19051447  0.86727528", "  0.26421381  0.19051447", "line 17: expected 3 columns, got 2")]
    [InlineData("  0.26421381  0.19051447  0.86727528", "  0.26421381-10.19051447  0.86727528", "line 17: expected 3 columns, got 2")]
    [InlineData("  0.26421381  0.19051447  0.86727528", "  0.26421381  ***********  0.86727528", "line 17, column b: expected a finite number, got '***********'")]
    public void A_bad_configuration_is_rejected_and_the_next_is_read(string good, string bad, string message)
    {
        string text = TestData.Text("vasp/fixed_cell.XDATCAR");
        Assert.Contains(good, text);
        ParsedFile file = ParsedFile.Read(new XdatcarParser(), text.Replace(good, bad));
        Assert.Equal(message, Assert.Single(file.Rejected).ToString());
        Assert.Equal([1, 3, 4], file.Frames.Select(frame => frame.Step));
    }

    /// <summary>With the cell of another moment the positions would be wrong, so nothing is read until there is a header again.</summary>
    [Fact]
    public void A_header_that_cannot_be_read_is_never_replaced_by_an_older_one()
    {
        string text = TestData.Text("vasp/variable_cell.XDATCAR");
        ParsedFile file = ParsedFile.Read(new XdatcarParser(), text.Replace("     6.120000    0.000000    0.000000", "     6.12*000    0.000000    0.000000"));
        Assert.Equal([1, 2, 4], file.Frames.Select(frame => frame.Step));
        Assert.Equal("line 31: expected three components of an edge vector, got '6.12*000    0.000000    0.000000'", file.Rejected[0].ToString());
    }

    [Fact]
    public void A_configuration_number_of_stars_is_no_number() =>
        Assert.Equal([1, null, 3, 4], ParsedFile.Read(new XdatcarParser(), TestData.Text("vasp/fixed_cell.XDATCAR").Replace("=     2", "=******")).Frames.Select(frame => frame.Step));

    [Theory]
    [InlineData("Direct configuration=     1", "Cartesian", "'Direct configuration=' and its number")]
    [InlineData("   4   1   1", "   4   1", "the number of atoms of each specie")]
    [InlineData("   4   1   1", "   4   1   99999999999", "the number of atoms of each specie")]
    [InlineData("           1\n", "  1 1 1\n", "one scale factor (files of VASP 4.6, which hold no cell, cannot be read)")]
    public void What_cannot_be_read_is_said(string good, string bad, string expected)
    {
        ParsedFile file = ParsedFile.Read(new XdatcarParser(), TestData.Text("vasp/fixed_cell.XDATCAR").Replace(good, bad));
        Assert.Equal(expected, file.Rejected[0].Expected);
    }

    private static ParsedFile Read(string name) => ParsedFile.Read(new XdatcarParser(), TestData.Bytes($"vasp/{name}.XDATCAR"));
}
