using Spectre.Console;

namespace StreamingSse.Views.Terminal;

/// <summary>What the terminal at the other end can show.</summary>
/// <param name="IsInteractive">A terminal that obeys cursor movements; otherwise plain lines are written.</param>
/// <param name="Unicode">Braille, box drawing, Å and ² come through; otherwise each has an ASCII stand-in.</param>
public sealed record TerminalTraits(bool IsInteractive, bool Unicode, ColorSystemSupport Colors)
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"]; // the first one set wins

    /// <summary>No cursor, no colour, no Unicode: what every terminal, log and pipe can take.</summary>
    public static TerminalTraits Plain { get; } = new(false, false, ColorSystemSupport.NoColors);

    /// <summary>What standard output can show.</summary>
    public static TerminalTraits OfOutput() => From(Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    /// <summary>What standard error can show.</summary>
    public static TerminalTraits OfError() => From(Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    public static TerminalTraits From(bool isRedirected, Func<string, string?> environment)
    {
        string term = environment("TERM") ?? "";
        bool isInteractive = !isRedirected && term is not ("" or "dumb");
        return new TerminalTraits(isInteractive, SpeaksUnicode(term, environment), ColorsOf(term, isInteractive, environment));
    }

    // An unset locale is the rule in containers and batch jobs, whose terminals are UTF-8 all the same; a set one is believed.
    private static bool SpeaksUnicode(string term, Func<string, string?> environment)
    {
        if (term is "dumb" or "linux" || term.StartsWith("vt", StringComparison.Ordinal)) return false;
        string? locale = LocaleVariables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is null
            || locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }

    private static ColorSystemSupport ColorsOf(string term, bool isInteractive, Func<string, string?> environment)
    {
        if (!isInteractive || !string.IsNullOrEmpty(environment("NO_COLOR"))) return ColorSystemSupport.NoColors; // no-color.org
        if (environment("COLORTERM") is "truecolor" or "24bit") return ColorSystemSupport.TrueColor;
        if (term.Contains("256color", StringComparison.Ordinal)) return ColorSystemSupport.EightBit;
        return term.StartsWith("vt", StringComparison.Ordinal) ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard;
    }
}
