using System.Numerics;
using Spectre.Console;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Tests.Terminal.Plots;

public sealed class DotGridTests
{
    // The Unicode standard numbers the dots of a cell 1 2 3 7 down the left and 4 5 6 8 down the right, bit n−1 each.
    [Theory]
    [InlineData(0, 0, '⠁')]
    [InlineData(0, 1, '⠂')]
    [InlineData(0, 2, '⠄')]
    [InlineData(0, 3, '⡀')]
    [InlineData(1, 0, '⠈')]
    [InlineData(1, 1, '⠐')]
    [InlineData(1, 2, '⠠')]
    [InlineData(1, 3, '⢀')]
    public void A_dot_is_the_braille_character_with_that_dot(int x, int y, char character)
    {
        var dots = new DotGrid(1, 1, unicode: true);
        dots.Set(x, y, Style.Plain);
        Assert.Equal(character.ToString(), Drawn(dots, 1, 1)[0]);
    }

    [Fact]
    public void Without_Unicode_a_cell_has_an_upper_and_a_lower_dot()
    {
        var dots = new DotGrid(3, 1, unicode: false);
        dots.Set(0, 0, Style.Plain);
        dots.Set(1, 1, Style.Plain);
        dots.Set(2, 0, Style.Plain);
        dots.Set(2, 1, Style.Plain);
        Assert.Equal("'.:", Drawn(dots, 3, 1)[0]);
    }

    [Fact]
    public void A_line_is_one_dot_wide_and_unbroken()
    {
        var dots = new DotGrid(10, 10, unicode: true);
        dots.Line(new Vector2(0, 39), new Vector2(19, 0), Style.Plain, dotted: false);
        for (int y = 0; y < dots.Height; y++) Assert.Single(Enumerable.Range(0, dots.Width), x => dots[x, y]);
    }

    [Fact]
    public void A_dotted_line_of_any_slope_has_about_half_of_its_dots()
    {
        for (int degrees = 0; degrees < 180; degrees += 5)
        {
            var (solid, dotted) = (new DotGrid(50, 25, unicode: true), new DotGrid(50, 25, unicode: true));
            var way = 45 * new Vector2(MathF.Cos(degrees * MathF.PI / 180), MathF.Sin(degrees * MathF.PI / 180));
            var middle = new Vector2(50, 50);
            solid.Line(middle - way, middle + way, Style.Plain, dotted: false);
            dotted.Line(middle - way, middle + way, Style.Plain, dotted: true);
            Assert.InRange(Count(dotted) / (double)Count(solid), 0.35, 0.65);
        }
    }

    [Fact]
    public void What_lies_outside_is_cut_off_and_what_lies_inside_stays()
    {
        var dots = new DotGrid(10, 5, unicode: true);
        dots.Line(new Vector2(-1e6f, 10), new Vector2(1e6f, 10), Style.Plain, dotted: false);
        Assert.Equal(dots.Width, Count(dots));
        Assert.All(Enumerable.Range(0, dots.Width), x => Assert.True(dots[x, 10]));

        dots.Line(new Vector2(-50, -50), new Vector2(50, -50), Style.Plain, dotted: false);
        Assert.Equal(dots.Width, Count(dots));
    }

    private static int Count(DotGrid dots) =>
        Enumerable.Range(0, dots.Height).Sum(y => Enumerable.Range(0, dots.Width).Count(x => dots[x, y]));

    private static string[] Drawn(DotGrid dots, int width, int height)
    {
        var screen = new Screen(width, height);
        dots.DrawOn(screen, 0, 0);
        return screen.ToLines();
    }
}
