using Spectre.Console;

namespace StreamingSse.Views.Terminal;

/// <summary>The few styles of the view. Colours are Okabe and Ito's, told apart with every kind of colour blindness.</summary>
/// <remarks>Colour never carries a meaning alone: a word, a sign or a dotted line says the same.</remarks>
internal static class Palette
{
    public static Style Plain { get; } = Style.Plain;

    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Faint { get; } = new(new Color(0x8a, 0x8a, 0x8a));

    /// <summary>The one accent: D, and the stretch of a curve that it was fitted to.</summary>
    public static Style Accent { get; } = new(new Color(0xe6, 0x9f, 0x00), decoration: Decoration.Bold);

    public static Style Second { get; } = new(new Color(0x56, 0xb4, 0xe9));

    public static Style Good { get; } = new(new Color(0x00, 0x9e, 0x73));

    public static Style Alarm { get; } = new(new Color(0xd5, 0x5e, 0x00), decoration: Decoration.Bold);

    public static Style Of(ReadingState state) => state switch
    {
        ReadingState.Following => Good,
        ReadingState.Stalled or ReadingState.Failed => Alarm,
        ReadingState.Ended => Strong,
        _ => Second,
    };
}
