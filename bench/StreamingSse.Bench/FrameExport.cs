using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>
/// Writes what is read from a trajectory as plain numbers, for comparison with other readers: <c>sse-bench frames FILE OUT [FRAME-FS]</c>. OUT holds, per frame,
/// the time (ps), the nine edges (Å; NaN where there is no cell), and 3N positions and 3N velocities (Å, Å/ps; NaN where there are none), all as double.
/// </summary>
public static class FrameExport
{
    public static int Run(string path, string output, string? frameFs)
    {
        var options = new RunOptions { FrameFs = frameFs is null ? null : double.Parse(frameFs, CultureInfo.InvariantCulture), MobileSpecies = [] };
        RunPlan plan = Plan(path, options);
        long count = 0;
        using (var writer = new BinaryWriter(File.Create(output)))
            foreach (Frame frame in new TrajectorySource(plan, new FollowOptions(), told => Console.Error.WriteLine(told), TimeProvider.System).ReadAllAsync().ToBlockingEnumerable())
                using (frame)
                {
                    Write(writer, frame);
                    count++;
                }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"frames\": {count}, \"atoms\": {plan.Atoms.AtomCount}, \"species\": [{string.Join(", ", Labels(plan.Atoms))}]}}"));
        return 0;
    }

    // The specie that diffuses is nothing to this comparison; where none can be chosen the first one is.
    private static RunPlan Plan(string path, RunOptions options)
    {
        try
        {
            return RunDiscovery.Find(path, options);
        }
        catch (StreamingSse.Formats.BadInputException asked) when (asked.Bad.Expected.Split("the mobile one of ") is [_, var species])
        {
            return RunDiscovery.Find(path, options with { MobileSpecies = [species.Split(',', ')')[0]] });
        }
    }

    private static IEnumerable<string> Labels(AtomTable atoms) => Enumerable.Range(0, atoms.AtomCount).Select(atom => $"\"{atoms.SpecieNames[atoms.SpecieOfAtom[atom]]}\"");

    private static void Write(BinaryWriter writer, Frame frame)
    {
        writer.Write(frame.TimePs);
        Cell c = frame.Cell ?? new Cell(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        foreach (double edge in new[] { c.AxA, c.AyA, c.AzA, c.BxA, c.ByA, c.BzA, c.CxA, c.CyA, c.CzA }) writer.Write(edge);
        for (int i = 0; i < 3 * frame.AtomCount; i++) writer.Write(frame.Kind == PositionKind.Absent ? double.NaN : frame.PositionsA[i]);
        for (int i = 0; i < 3 * frame.AtomCount; i++) writer.Write(frame.HasVelocities ? frame.VelocitiesAPerPs[i] : double.NaN);
    }
}
