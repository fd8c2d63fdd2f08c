using System.Globalization;
using System.Text;

namespace StreamingSse.Views.Terminal;

/// <summary>One ASCII character in place of each character of the view, so that nothing moves where Unicode does not come through.</summary>
internal static class Ascii
{
    private const string From = "Å²³×±·–—…→←●○─│┤┴└━┅⟨⟩τωθν";
    private const string To = "A23x~---.><*o-|+++-.<>twvn";

    private static readonly Rune Unknown = new('?');

    public static Rune Of(Rune rune)
    {
        if (rune.IsAscii) return Printable(rune);
        int known = rune.IsBmp ? From.IndexOf((char)rune.Value) : -1;
        return known >= 0 ? new Rune(To[known]) : Unknown;
    }

    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(rune => Of(rune).ToString()));

    /// <summary>The character itself, or a question mark for one that would act on the terminal instead of being seen.</summary>
    public static Rune Printable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? Unknown
            : rune;

    public static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(rune => Printable(rune).ToString()));
}
