using System.CommandLine;
using StreamingSse.Formats.Tables;
using StreamingSse.Host.Learning;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Views.Files;
using StreamingSse.Views.Learning;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse learn</c>: correlations, components, clusters and models of any table.</summary>
internal static class LearnCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var table = new Argument<string>("TABLE.csv") { Description = "a header line of column names, then one row per line" };
        var target = Many("--target", "NAME", "predict this column from the others; default D where the table has it");
        var input = Many("--input", "COLUMN", "predict from these columns only");
        var group = new Option<string?>("--group") { Description = "rows of one group are left out together, e.g. the material; default each row alone", HelpName = "COLUMN" };
        var category = Many("--category", "COLUMN", "these numbers are names, e.g. of space groups");
        var ignore = Many("--ignore", "COLUMN", "do not read this column");
        var logarithm = Many("--log10", "COLUMN", "take the decimal logarithm of this column; it is then called log10(COLUMN)");
        var anharmonic = Many("--anharmonic", "COLUMN", "an input that molecular dynamics alone gives; default the vibrational descriptors, msd and D");
        var scheme = new Option<string>("--scheme") { Description = "with those inputs (anharmonic), without (harmonic), or both", DefaultValueFactory = _ => "both" };
        scheme.AcceptOnlyFromAmong("both", "anharmonic", "harmonic");
        var clusters = Count("--clusters", "K", "how many clusters", 6, ClusterStudy.LeastK);
        var folds = Count("--folds", "N", "deal the groups into N folds instead of one fold per group", int.MaxValue, 2);
        var epochs = Count("--epochs", "N", "the most passes of a network over its rows", 200, 1);
        var seed = new Option<int>("--seed") { Description = "where chance begins; the same seed gives the same output", HelpName = "N", DefaultValueFactory = _ => 1 };
        var scale = new Option<bool>("--scale-target") { Description = "standardise the target for training; use it for values far from zero" };
        var json = new Option<bool>("--json") { Description = "print everything as JSON (docs/learn.md)" };
        var folder = new Option<string?>("--out") { Description = "write tables, figures (SVG) and the report there", HelpName = "DIR" };
        var command = new Command("learn", """
            Correlations with p-values, principal components, clusters and predictive models of a table.

            Examples:
              sse learn table.csv --out results                    correlations, components, clusters, figures
              sse learn table.csv --target D --group material      also predicts D for materials it has not seen
              sse learn obelix.csv --log10 conductivity --target 'log10(conductivity)' --input a --input b --input c --group formula
            """)
        { table, target, input, group, category, ignore, logarithm, anharmonic, scheme, clusters, folds, epochs, seed, scale, json, folder };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(table);
            TableFile file = TableFile.Read(path, new TableOptions(parsed.GetValue(category)!, parsed.GetValue(ignore)!, parsed.GetValue(logarithm)!));
            var question = new ModelQuestion(
                parsed.GetValue(target)!, parsed.GetValue(input)!, parsed.GetValue(group), parsed.GetValue(anharmonic)!, parsed.GetValue(scheme)!,
                parsed.GetValue(folds), parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(scale));
            LearnReport report = TableAnalysis.Of(path, file, question, parsed.GetValue(clusters), error);
            try
            {
                Report(report, parsed.GetValue(json), parsed.GetValue(folder), output);
                return ExitCode.Done;
            }
            catch (OutputRefusedException refused)
            {
                error.WriteLine($"sse: {refused.Message}");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static void Report(LearnReport report, bool json, string? folder, TextWriter output)
    {
        IReadOnlyList<string> written = folder is null ? [] : LearnFiles.WriteAll(report, folder);
        if (json)
        {
            using var stream = new MemoryStream();
            LearnJson.Write(report, stream);
            output.Write(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            return;
        }
        LearnText.Write(report, output);
        output.WriteLine();
        output.WriteLine(written.Count == 0
            ? "--json prints everything, --out DIR writes it as tables and figures"
            : $"written to {folder}: {string.Join(", ", written)}");
    }

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => [] };

    private static Option<int> Count(string name, string value, string description, int otherwise, int least)
    {
        var option = new Option<int>(name) { Description = description, HelpName = value, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<int>() < least) result.AddError($"{name}: expected at least {least}, got {result.GetValueOrDefault<int>()}");
        });
        return option;
    }
}
