using StreamingSse.Formats;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Tests.Table;

public sealed class ReferenceRowsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Rows_are_marked_and_joined_by_column_name_and_what_is_wrong_is_told()
    {
        File.WriteAllText(_file, "material,specie,temperature,D,gap,colour\nLi3N,Li,500,0.25,1.1,red\nAgI,Ag,600,,2.9,blue\nNaF,Na,700,much,8,red\nKF,K,700,0.1,9,red\nLiF,Li,700,0.2,9,red\nBaF2,F,900,0.3,9,x\n");
        List<string> notes = [];
        IReadOnlyList<FleetRow> rows = ReferenceRows.Read(_file, notes);
        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.Equal((RowOrigin.Reference, "reference"), (row.Origin, row.Diffusion.State)));
        Assert.Equal(("Li3N", 500, "Li", 0.25), (rows[0].Label.Material, rows[0].Label.TemperatureK, rows[0].Label.Specie, rows[0]["D"]));
        Assert.True(double.IsNaN(rows[1]["D"]) && double.IsNaN(rows[2]["D"]));
        Assert.Contains("line 4, column 'D': expected a number, got 'much'", Assert.Single(notes));
    }

    [Fact]
    public void A_table_without_any_descriptor_is_refused()
    {
        File.WriteAllText(_file, "a,b\n1,2\n");
        Assert.Contains("expected columns named as descriptors", Assert.Throws<BadInputException>(() => ReferenceRows.Read(_file, [])).Message);
    }
}
