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
        Assert.Equal([$"{_file} line 4, column 'D': expected a number, got 'much'; it counts as missing", $"{_file}: expected names of descriptors and labels, got also colour: not used"], notes);
    }

    [Fact]
    public void A_temperature_is_a_number_even_where_few_of_them_are()
    {
        File.WriteAllText(_file, "material,temperature_k,D,B\nLiF,600,0.1,?\nNaCl,hot,none,bulk\n");
        List<string> notes = [];
        IReadOnlyList<FleetRow> rows = ReferenceRows.Read(_file, notes);
        Assert.Equal([600, double.NaN], rows.Select(row => row.Label.TemperatureK));
        Assert.All(rows, row => Assert.True(double.IsNaN(row["B"])));
        Assert.Equal(["'hot'", "'bulk'"], notes.Select(note => note.Split("got ")[1].Split(';')[0]));
    }

    [Fact]
    public void The_table_of_a_fleet_is_one_and_its_runs_keep_their_labels()
    {
        File.WriteAllText(_file, "run,name,origin,material,composition,stoichiometric,temperature_k,specie,crystal_system,frames,state,d_a2_per_ps,D\n/runs/a,a-600K,run,AgI,Ag63I64,false,600,Ag,cubic,500,converged,0.02,0.021\n");
        List<string> notes = [];
        FleetRow row = Assert.Single(ReferenceRows.Read(_file, notes));
        Assert.Equal(new RunLabel("AgI", "Ag63I64", false, 600, "Ag"), row.Label);
        Assert.Equal(("cubic", 0.021), (row.CrystalSystem, row["D"]));
        Assert.Empty(notes);
    }

    [Fact]
    public void A_table_without_any_descriptor_is_refused()
    {
        File.WriteAllText(_file, "a,b\n1,2\n");
        Assert.Contains("expected columns named as descriptors", Assert.Throws<BadInputException>(() => ReferenceRows.Read(_file, [])).Message);
    }
}
