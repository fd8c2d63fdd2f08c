using System.Globalization;
using System.Text;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>A drawing in Scalable Vector Graphics; lengths in pixels, y downwards.</summary>
internal sealed class SvgCanvas(double width, double height)
{
    private readonly StringBuilder _body = new();

    public void Rectangle(double x, double y, double w, double h, string fill, string stroke = "none") =>
        Put($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0, w):0.##}\" height=\"{Math.Max(0, h):0.##}\" fill=\"{fill}\" stroke=\"{stroke}\"/>");

    public void Line(double x1, double y1, double x2, double y2, string stroke, double thickness = 1, string dashes = "none") =>
        Put($"""
            <line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" stroke="{stroke}" stroke-width="{thickness:0.##}" stroke-dasharray="{dashes}"/>
            """);

    public void Circle(double x, double y, double radius, string fill, string stroke = "none") =>
        Put($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{fill}\" stroke=\"{stroke}\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke) =>
        Put($"<polyline points=\"{Points(points)}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1.6\"/>");

    public void Polygon(IEnumerable<(double X, double Y)> points, string fill, string stroke = "none") =>
        Put($"<polygon points=\"{Points(points)}\" fill=\"{fill}\" stroke=\"{stroke}\"/>");

    /// <param name="anchor">start, middle or end.</param>
    /// <param name="turned">Degrees, clockwise.</param>
    public void Text(double x, double y, string text, double size = 12, string anchor = "middle", double turned = 0, string fill = "#222") =>
        Put($"""
            <text x="{x:0.##}" y="{y:0.##}" font-size="{size:0.##}" text-anchor="{anchor}" fill="{fill}"
              transform="rotate({turned:0.##} {x:0.##} {y:0.##})">{Escaped(text)}</text>
            """);

    public void WriteTo(Stream stream)
    {
        string head = FormattableString.Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}"
              font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">

            """);
        stream.Write(Encoding.UTF8.GetBytes($"{head}<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{_body}</svg>\n"));
    }

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X:0.##},{point.Y:0.##}")));

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private void Put(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
