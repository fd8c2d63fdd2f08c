using System.CommandLine;
using StreamingSse.Formats.Planning;
using StreamingSse.Host.Planning;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse check</c>: what an input will permit, before it is submitted.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output)
    {
        var path = new Argument<string>("PATH") { Description = "the folder of a run before submission, or its input file (INCAR, LAMMPS script, CP2K input, .mdp)" };
        var specie = new Option<string?>("--specie") { Description = "the mobile specie, for --guess-d", HelpName = "Li" };
        var ions = new Option<int?>("--ions") { Description = "the number of mobile ions, where no structure beside the input tells it", HelpName = "N" };
        Option<double?> guess = RunArguments.Positive("--guess-d", "0.01", "what D may be, Å²/ps (0.01 Å²/ps = 1e-6 cm²/s): how well it will be known");
        var json = new Option<bool>("--json") { Description = "print the result as JSON (docs/check.md)" };
        var command = new Command("check", """
            Reads the input of a VASP, LAMMPS, CP2K or GROMACS run before it is submitted: which descriptors its output will permit, how well D
            will be known, whether the run can be stopped in order, and the lines to add. Exit code 1 where the input is wrong.

            Examples:
              sse check .
              sse check in.lammps --guess-d 0.02 --specie Li
            """)
        { path, specie, ions, guess, json };
        command.SetAction(parsed =>
        {
            PlannedRun run = PlannedRuns.Read(parsed.GetValue(path)!);
            PlannedPrecision? precision = parsed.GetValue(guess) is double guessed ? PlannedPrecision.Of(run, guessed, parsed.GetValue(specie), parsed.GetValue(ions)) : null;
            if (parsed.GetValue(json)) CheckJson.Write(run, PlanAssessment.Of(run), precision, output);
            else CheckText.Write(run, PlanAssessment.Of(run), precision, output);
            return run.Findings.Any(finding => finding.IsError) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
