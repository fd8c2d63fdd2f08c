using StreamingSse.Formats.Planning;
using StreamingSse.Kernel;

namespace StreamingSse.Host.Planning;

/// <summary>A plan for people.</summary>
internal static class CheckText
{
    public static void Write(PlannedRun run, PlanAssessment? plan, PlannedPrecision? precision, TextWriter output)
    {
        string steps = run.StepCount is long count ? $"{count} steps" : "steps without a known end";
        output.WriteLine($"{run.Engine}: {string.Join(", ", run.Files.Select(Path.GetFileName))}: {steps} of {Number(run.TimestepFs)} fs, {Number(run.TemperatureK)} K");
        foreach (PlannedOutput written in run.Outputs)
            output.WriteLine($"  {written.Name}: every {written.EverySteps} steps, {Content(written)}");
        foreach (PlanFinding finding in run.Findings) Write(finding, output);
        if (plan is not null) Write(plan, output);
        else output.WriteLine("what its output permits cannot be told: it writes no positions, or how often, or its time step, is not known");
        if (precision is not null) Write(precision, plan, output);
        output.WriteLine(run.Stop.IsOpen ? $"stop: {run.Stop.How}" : $"stop: NOT POSSIBLE in order: {run.Stop.How}");
        if (run.Stop.LinesToAdd.Count > 0) Add(run.Stop.LinesToAdd, run.Stop.AddTo, output);
    }

    private static void Write(PlanFinding finding, TextWriter output)
    {
        output.WriteLine($"{(finding.IsError ? "WRONG" : "look")}: {finding.What}");
        if (finding.LinesToAdd.Count > 0) Add(finding.LinesToAdd, "", output);
    }

    private static void Add(IReadOnlyList<string> lines, string where, TextWriter output)
    {
        output.WriteLine($"  add{(where.Length > 0 ? $" to {where}" : "")}:");
        foreach (string line in lines) output.WriteLine($"    {line}");
    }

    private static void Write(PlanAssessment plan, TextWriter output)
    {
        string frames = plan.FrameCount is long count ? $"{count} frames" : "frames";
        output.WriteLine($"{frames} {Number(plan.FramePs * Units.FsPerPs)} fs apart, {Number(plan.LengthPs)} ps: vibrations up to {plan.NyquistMev:0} meV; MSD at lags up to {Number(plan.LengthPs / 2)} ps");
        foreach (string note in plan.Notes) output.WriteLine($"note: {note}");
        output.WriteLine($"descriptors: {string.Join(", ", plan.Possible)}");
        foreach (IGrouping<string, string> reason in plan.Refused.GroupBy(pair => pair.Value, pair => pair.Key)) output.WriteLine($"not: {string.Join(", ", reason)}: {reason.Key}");
        if (plan.Denser is DenserOutput denser) Add(denser.LinesToAdd, $"the input, for frames every {denser.EverySteps} steps", output);
    }

    private static void Write(PlannedPrecision precision, PlanAssessment? plan, TextWriter output)
    {
        string known = double.IsFinite(precision.RelativeHalfWidth) ? $"will give it to ±{100 * precision.RelativeHalfWidth:0} % (95 %); groups of C widen that by √C" : "give it to an accuracy that the length decides, which is not known";
        output.WriteLine($"if D is {precision.DA2PerPs:0.###e+0} Å²/ps ({precision.DA2PerPs * Units.Cm2PerSPerA2PerPs:0.##e+0} cm²/s), {precision.IonCount} {precision.Specie ?? "ions"} moving on their own {known}");
        if (!(plan?.LengthPs >= precision.NeededPs)) output.WriteLine($"note: to test for memory at this D the verdict needs {precision.NeededPs:0} ps");
    }

    private static string Content(PlannedOutput written) =>
        (written.HasPositions ? written.IsFolded ? "positions folded into the cell" : "positions" : "no positions") + (written.HasVelocities ? ", velocities" : "");

    private static string Number(double value) => double.IsFinite(value) ? $"{value:0.####}" : "?";
}
