using System.Globalization;
using System.Text;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>Small runs as the engines write them: sixteen atoms that tremble about a simple cubic lattice of 5 Å.</summary>
internal static class Runs
{
    public const int AtomCount = 16;
    private const double EdgeA = 10, SiteA = 5, TrembleA = 0.2;

    /// <summary>One coordinate of one atom at a moment; moments apart by one differ by about 0.1 Å RMS.</summary>
    public static double PositionA(int atom, int axis, long moment, double shiftA = 0)
    {
        double site = SiteA * ((atom >> axis) & 1) + 1, phase = Math.Sin(12.9898 * (3 * atom + axis + 1) + 78.233 * moment) * 43758.5453;
        return site + TrembleA * (phase - Math.Floor(phase)) + (atom % 2 == 0 ? shiftA : 0);
    }

    public static string Dump(long step, double shiftA = 0, double? timeFs = null, long? moment = null)
    {
        var text = new StringBuilder();
        if (timeFs is double time) text.Append($"ITEM: TIME\n{N(time)}\n");
        text.Append($"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{AtomCount}\nITEM: BOX BOUNDS pp pp pp\n0 {EdgeA}\n0 {EdgeA}\n0 {EdgeA}\nITEM: ATOMS id type x y z\n");
        for (int atom = 0; atom < AtomCount; atom++)
            text.Append($"{atom + 1} {1 + atom % 2} {N(PositionA(atom, 0, moment ?? step, shiftA))} {N(PositionA(atom, 1, moment ?? step))} {N(PositionA(atom, 2, moment ?? step))}\n");
        return text.ToString();
    }

    public static string Dumps(params long[] steps) => string.Concat(steps.Select(step => Dump(step)));

    public static string XdatcarHeader => $"tiny\n1.0\n{EdgeA} 0 0\n0 {EdgeA} 0\n0 0 {EdgeA}\nLi O\n8 8\n";

    public static string Configuration(int number, long moment, double shiftA = 0)
    {
        var text = new StringBuilder($"Direct configuration= {number,6}\n");
        for (int atom = 0; atom < AtomCount; atom++)
            text.Append($"  {F(PositionA(atom, 0, moment, shiftA))}  {F(PositionA(atom, 1, moment))}  {F(PositionA(atom, 2, moment))}\n");
        return text.ToString();
    }

    public static string Configurations(int count, long firstMoment) =>
        string.Concat(Enumerable.Range(0, count).Select(i => Configuration(i + 1, firstMoment + i)));

    public static string Cp2k(long step, double scale = 1)
    {
        var text = new StringBuilder($"{AtomCount,8}\n i = {step,8}, time = {(2.0 * step).ToString("0.000", CultureInfo.InvariantCulture),12}, E =       -31.6374303717\n");
        for (int atom = 0; atom < AtomCount; atom++)
            text.Append($" {(atom % 2 == 0 ? "Li" : "O"),2} {S(PositionA(atom, 0, step) * scale)} {S(PositionA(atom, 1, step) * scale)} {S(PositionA(atom, 2, step) * scale)}\n");
        return text.ToString();
    }

    public static string Cp2kCell(long step, double edgeA = EdgeA) =>
        $"{step,8} {2.0 * step:0.000} {S(edgeA)} 0.0 0.0 0.0 {S(edgeA)} 0.0 0.0 0.0 {S(edgeA)} {(edgeA * edgeA * edgeA).ToString("0.0000000000", CultureInfo.InvariantCulture)}\n";

    public static RunPlan Plan(TrajectoryFormat format, params string[] segments) => new(
        segments[0], "", format, segments, new AtomTable([.. Enumerable.Range(0, AtomCount).Select(atom => atom % 2 == 0 ? "Li" : "O")], new Dictionary<string, double>()),
        TimestepFs: 2, FrameFs: format == TrajectoryFormat.Xdatcar ? 100 : double.NaN, LammpsUnits: "real", double.NaN, ["Li"], null, null, [], []);

    private static string N(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string F(double valueA) => (valueA / EdgeA).ToString("0.00000000", CultureInfo.InvariantCulture);

    private static string S(double value) => value.ToString("0.0000000000", CultureInfo.InvariantCulture).PadLeft(20);
}
