using System.CommandLine;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse inspect</c>: what a path is, without analysing it.</summary>
internal static class InspectCommand
{
    private const int FramesShown = 3;

    public static Command Create(TextWriter output)
    {
        var path = new Argument<string>("PATH") { Description = "a trajectory, or a run's directory" };
        var arguments = new RunArguments();
        var command = new Command("inspect", """
            Says what a path is: engine and format, species, time step, what was inferred and from where, and its first frames.

            Examples:
              sse inspect .
              sse inspect XDATCAR --frame-fs 100
            """)
        { path };
        arguments.AddTo(command);

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            RunSetups setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), new FollowOptions(), SnapshotPace.OnlyAtTheEnd), parsed);
            RunPlan plan = setups.For([parsed.GetValue(path)!])[0].Plan;
            WritePlan(plan, output);
            await WriteFirstFrames(plan, output, stop);
            return ExitCode.Done;
        });
        return command;
    }

    private static void WritePlan(RunPlan plan, TextWriter output)
    {
        output.WriteLine($"{plan.Path}: {plan.Engine}, {plan.Format}, {plan.Atoms.AtomCount} atoms");
        for (int specie = 0; specie < plan.Atoms.SpecieNames.Count; specie++)
        {
            string name = plan.Atoms.SpecieNames[specie];
            string mobile = plan.MobileSpecies.Contains(name) ? ", mobile" : "";
            output.WriteLine($"  {name}: {plan.Atoms.AtomsOf(specie).Length} atoms of {plan.Atoms.SpecieMassesAmu[specie]:0.###} amu{mobile}");
        }

        if (plan.Segments.Count > 1)
        {
            output.WriteLine($"files, in order ({plan.Segments.Count}):");
            foreach (string segment in plan.Segments) output.WriteLine($"  {segment}");
        }

        if (plan.Inferred.Count > 0) output.WriteLine("found:");
        foreach (Inferred fact in plan.Inferred) output.WriteLine($"  {fact.What} = {fact.Value}, from {fact.From}");
        foreach (string warning in plan.Warnings) output.WriteLine($"warning: {warning}");
    }

    private static async Task WriteFirstFrames(RunPlan plan, TextWriter output, CancellationToken stop)
    {
        var source = new TrajectorySource(plan, new FollowOptions(), told => output.WriteLine(EventWords.Of(told, plan.Path)), TimeProvider.System);
        output.WriteLine("first frames:");
        int shown = 0;
        await foreach (Frame frame in source.ReadAllAsync(stop))
        {
            using (frame)
            {
                string step = frame.Step is long number ? $"step {number}, " : "";
                string cell = frame.Cell is { } c ? $", cell {c.VolumeA3:0.#} Å³" : ", no cell";
                string first = frame.Kind == PositionKind.Absent ? "no positions"
                    : $"atom 1 at {frame.PositionsA[0]:0.####} {frame.PositionsA[1]:0.####} {frame.PositionsA[2]:0.####} Å";
                output.WriteLine($"  {step}{frame.TimePs:0.####} ps: {frame.Kind} positions{(frame.HasVelocities ? " and velocities" : "")}{cell}, {first}");
            }

            if (++shown == FramesShown) break;
        }
    }
}
