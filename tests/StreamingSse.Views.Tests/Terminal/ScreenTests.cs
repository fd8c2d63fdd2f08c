using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class ScreenTests
{
    [Theory]
    [InlineData("abcdefgh", 8, "abcdefgh")]
    [InlineData("abcdefgh", 5, "abcd…")]
    [InlineData("abcdefgh", 1, "…")]
    [InlineData("测试运行", 8, "测试运行")]
    [InlineData("测试运行", 6, "测试…")]
    public void Text_that_is_too_wide_is_cut_and_says_so(string text, int width, string shown)
    {
        var screen = new Screen(20, 1);
        screen.Put(0, 0, text, maxWidth: width);
        Assert.Equal(shown, screen.ToLines()[0]);
    }

    [Fact]
    public void Text_that_would_run_over_the_edge_is_cut_there()
    {
        var screen = new Screen(10, 2);
        screen.Put(6, 0, "abcdefgh");
        screen.Put(9, 1, "测");
        screen.Put(-2, 1, "abc");
        screen.Put(0, 5, "below");
        Assert.Equal(["      abc…", "c        …"], screen.ToLines());
    }

    [Fact]
    public void A_wide_character_takes_two_cells()
    {
        var screen = new Screen(10, 1);
        Assert.Equal(5, screen.Put(0, 0, "a测b" + "c"));
        Assert.Equal("a测bc", screen.ToLines()[0]);
    }

    [Theory]
    [InlineData("run\e[2Jx", "run?[2Jx")]
    [InlineData("a\nb\tc", "a?b?c")]
    [InlineData("a\u202eb", "a?b")]
    public void A_character_that_would_act_on_the_terminal_is_not_let_through(string text, string shown)
    {
        foreach (bool unicode in new[] { true, false })
        {
            var screen = new Screen(20, 1, unicode);
            screen.Put(0, 0, text);
            Assert.Equal(shown, screen.ToLines()[0]);
        }
    }

    [Fact]
    public void Without_Unicode_every_character_has_a_stand_in_of_the_same_width()
    {
        var screen = new Screen(40, 1, unicode: false);
        screen.Put(0, 0, "D 3 Å²/ps · 1–2 ± 3 × … ● │┤└┴─ 测");
        Assert.Equal("D 3 A2/ps - 1-2 ~ 3 x . * |+++- ?", screen.ToLines()[0]);
    }

    [Fact]
    public void A_size_below_one_cell_is_refused() => Assert.Throws<ArgumentException>(() => new Screen(0, 5));
}
