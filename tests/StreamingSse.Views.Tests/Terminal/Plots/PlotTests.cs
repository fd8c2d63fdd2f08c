using Spectre.Console;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Tests.Terminal.Plots;

public sealed class PlotTests
{
    private const int Width = 30, Height = 13, Rows = Height - 3;

    private static readonly double[] Hundred = [.. Enumerable.Range(0, 101).Select(i => (double)i)];

    [Fact]
    public void A_straight_line_is_a_diagonal_from_corner_to_corner()
    {
        string[] lines = Drawn(Hundred, Hundred);
        int left = lines[1].IndexOf('┤') + 1, cells = Width - left;
        for (int row = 0; row < Rows; row++)
        {
            string drawn = lines[1 + row][left..].TrimEnd();
            double middle = (drawn.TakeWhile(c => c == ' ').Count() + drawn.Length) / 2.0;
            Assert.InRange(middle, cells * (1 - (row + 0.5) / Rows) - 1.5, cells * (1 - (row + 0.5) / Rows) + 1.5);
        }
    }

    [Fact]
    public void Not_a_number_is_a_gap()
    {
        double[] y = [.. Hundred.Select(x => x is > 40 and < 60 ? double.NaN : 50)];
        string row = Row(Drawn(Hundred, y));
        int left = row.IndexOfAny(['┤', '│']) + 1;
        Assert.Equal(' ', row[left + (Width - left) / 2]);
        Assert.NotEqual(' ', row[left + 2]);
        Assert.NotEqual(' ', row[^1]);
    }

    [Fact]
    public void One_point_is_one_dot()
    {
        int dots = Drawn([5], [7]).SelectMany(line => line).Where(c => c is > '⠀' and <= '⣿').Sum(c => int.PopCount(c - 0x2800));
        Assert.Equal(1, dots);
    }

    [Fact]
    public void A_constant_is_a_level_line() => Assert.Single(Drawn(Hundred, [.. Hundred.Select(_ => 3.3)]), line => line.Any(IsBraille));

    [Theory]
    [InlineData(1e-290)]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    [InlineData(1e290)]
    public void The_shape_does_not_depend_on_the_size_of_the_numbers(double size)
    {
        string[] plain = Drawn(Hundred, [.. Hundred.Select(x => x * x)]);
        string[] scaled = Drawn(Hundred, [.. Hundred.Select(x => size * x * x)]);
        Assert.Equal(plain.Sum(Dots), scaled.Sum(Dots), tolerance: plain.Sum(Dots) / 5); // the labels take other widths
    }

    [Fact]
    public void On_log_log_axes_a_power_law_is_a_straight_line()
    {
        double[] x = [.. Hundred.Skip(1)];
        string[] lines = Draw(new Plot("t", [new("", x, x.Select(v => v * v).ToArray(), Style.Plain)]) { IsLogLog = true });
        int left = lines[Height - 2].IndexOf('└') + 1;
        string[] rows = [.. Enumerable.Range(1, Rows).Select(row => lines[row][left..])];
        int[] middles = [.. rows.Select(row => (row.TakeWhile(c => c == ' ').Count() + row.Length) / 2)];
        for (int row = 1; row < Rows; row++) Assert.InRange(middles[row - 1] - middles[row], 1, 4);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.PositiveInfinity })]
    public void Without_a_point_it_says_so(double[] y) => Assert.Contains(Drawn(Hundred, y), line => line.Contains("no data yet"));

    [Fact]
    public void Values_beyond_the_range_asked_for_leave_the_plot_and_the_rest_stays()
    {
        double[] y = [.. Hundred.Select(x => x < 5 ? 1e9 : 1)];
        string[] lines = Draw(new Plot("t", [new("", Hundred, y, Style.Plain)]) { YRange = (0, 1) });
        Assert.Contains(lines, line => line.Contains("1.0┤") && line.Count(IsBraille) > 20);
    }

    [Fact]
    public void Nothing_is_drawn_outside_of_its_area_at_any_size()
    {
        for (int width = 0; width < 40; width++)
        {
            for (int height = 0; height < 14; height++)
            {
                var screen = new Screen(60, 20);
                for (int y = 0; y < 20; y++) screen.Put(0, y, new string('#', 60));
                var area = new Area(7, 3, width, height);
                new Plot("a title that is longer than the plot", [new("with a name", Hundred, Hundred, Style.Plain)]).Draw(screen, area);
                string[] lines = screen.ToLines();
                for (int y = 0; y < 20; y++)
                {
                    bool isInside = y >= area.Top && y < area.Bottom;
                    string outside = isInside ? lines[y][..area.Left] + lines[y][area.Right..] : lines[y];
                    Assert.Equal(new string('#', outside.Length), outside);
                }
            }
        }
    }

    private static string[] Drawn(double[] x, double[] y) => Draw(new Plot("t", [new("", x, y, Style.Plain)]));

    private static string[] Draw(Plot plot)
    {
        var screen = new Screen(Width, Height);
        plot.Draw(screen, screen.All);
        return screen.ToLines();
    }

    private static string Row(string[] lines) => lines.First(line => line.Any(IsBraille));

    private static bool IsBraille(char c) => c is > '⠀' and <= '⣿';

    private static int Dots(string line) => line.Where(IsBraille).Sum(c => int.PopCount(c - 0x2800));
}
