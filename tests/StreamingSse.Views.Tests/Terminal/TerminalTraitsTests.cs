using Spectre.Console;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class TerminalTraitsTests
{
    [Theory]
    [InlineData(false, "TERM=xterm-256color", true, true, ColorSystemSupport.EightBit)]
    [InlineData(false, "TERM=xterm-256color COLORTERM=truecolor", true, true, ColorSystemSupport.TrueColor)]
    [InlineData(false, "TERM=xterm NO_COLOR=1", true, true, ColorSystemSupport.NoColors)]
    [InlineData(false, "TERM=xterm NO_COLOR=", true, true, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=xterm LANG=C", true, false, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=xterm LANG=C LC_ALL=en_US.UTF-8", true, true, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=xterm LANG=en_US.utf8", true, true, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=xterm LANG=de_DE.ISO-8859-1", true, false, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=dumb", false, false, ColorSystemSupport.NoColors)]
    [InlineData(false, "TERM=linux", true, false, ColorSystemSupport.Standard)]
    [InlineData(false, "TERM=vt100", true, false, ColorSystemSupport.NoColors)]
    [InlineData(false, "", false, true, ColorSystemSupport.NoColors)]
    [InlineData(true, "TERM=xterm-256color LANG=C.UTF-8", false, true, ColorSystemSupport.NoColors)]
    public void A_terminal_is_known_by_its_environment(
        bool redirected, string environment, bool interactive, bool unicode, ColorSystemSupport colors)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(
            new TerminalTraits(interactive, unicode, colors), TerminalTraits.From(redirected, name => variables.GetValueOrDefault(name)));
    }
}
