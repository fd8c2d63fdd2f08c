namespace StreamingSse.Views.Learning.Figures;

/// <summary>Colours that stay apart for every kind of colour vision.</summary>
internal static class Colours
{
    public const string Ink = "#222", Pale = "#bbb", Blue = "#0072b2", Orange = "#d55e00", Undefined = "#e4e4e4";

    /// <summary>Okabe and Ito's eight (2008), then greys; shapes tell clusters apart as well.</summary>
    private static readonly string[] Eight = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7d00", "#444444", "#999999", "#7b3294"];

    public static string OfCluster(int cluster) => Eight[cluster % Eight.Length];

    /// <summary>−1 is blue, 0 white, 1 orange.</summary>
    public static string OfCoefficient(double r)
    {
        (int red, int green, int blue) = r < 0 ? (0, 90, 160) : (200, 80, 0);
        double share = Math.Min(1, Math.Abs(r));
        return $"rgb({Mixed(red)},{Mixed(green)},{Mixed(blue)})";

        int Mixed(int full) => (int)Math.Round(255 + share * (full - 255));
    }

    /// <summary>From grey (p = 0) to white (p ≥ 0.2, the mark of the paper).</summary>
    public static string OfP(double p)
    {
        int level = (int)Math.Round(255 - 85 * Math.Max(0, 1 - p / LearnReport.MarkedP));
        return $"rgb({level},{level},{level})";
    }

    /// <summary>Ink that can be read on a coefficient's colour.</summary>
    public static string On(double r) => Math.Abs(r) > 0.6 ? "white" : Ink;
}
