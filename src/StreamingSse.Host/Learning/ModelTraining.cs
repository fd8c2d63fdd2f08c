using StreamingSse.Formats;
using StreamingSse.Kernel.Models;
using StreamingSse.Kernel.Statistics;
using StreamingSse.Views.Learning;

namespace StreamingSse.Host.Learning;

/// <summary>Trains and validates the models of every target, folds side by side.</summary>
internal static class ModelTraining
{
    private const string UsualTarget = "D";

    public static IReadOnlyList<ModelReport> Of(
        string path, DataTable table, ModelQuestion question, List<string> notes, Dictionary<string, string> missing, TextWriter progress)
    {
        string[] names = [.. table.Numbers.Select(column => column.Name)];
        string[] targets = question.Targets.Count > 0 ? [.. question.Targets] : names.Contains(UsualTarget) ? [UsualTarget] : [];
        string[] known = [.. names, .. table.Words.Select(column => column.Name)];
        foreach (string asked in question.Inputs.Concat(question.Anharmonic).Concat(question.Group is null ? [] : [question.Group]))
        {
            if (!known.Contains(asked)) throw new BadInputException(path, $"a column '{asked}'", string.Join(", ", known));
        }
        if (targets.Length == 0) missing["models"] = "no target: name a column with --target";

        List<ModelReport> reports = [];
        foreach (string name in targets)
        {
            NumberColumn target = table.Numbers.FirstOrDefault(column => column.Name == name)
                ?? throw new BadInputException(path, $"a column of numbers '{name}' for --target", string.Join(", ", names));
            if (target.Unusable() is { } reason) missing[$"models.{name}"] = reason;
            else reports.AddRange(OfTarget(table, target, question, notes, missing, progress));
        }
        return reports;
    }

    private static IEnumerable<ModelReport> OfTarget(
        DataTable table, NumberColumn target, ModelQuestion question, List<string> notes, Dictionary<string, string> missing, TextWriter progress)
    {
        ModelData all = DataOf(table, target, question, notes);
        if (!question.ScaleTarget && IsFarFromZero(target.Values))
            notes.Add($"'{target.Name}' lies far from zero or spreads wide: --scale-target will predict it better");
        string[] known = [.. all.Numbers.Select(column => column.Name).Concat(all.Words.Select(column => column.Name)).Where(question.IsAnharmonic)];
        List<(string Scheme, ModelData Data)> schemes = [];
        if (question.Scheme != "harmonic") schemes.Add(("anharmonic", all));
        if (question.Scheme == "harmonic" || (question.Scheme == "both" && known.Length > 0)) schemes.Add(("harmonic", Without(all, known)));
        foreach ((string scheme, ModelData data) in schemes)
        {
            foreach (ModelKind kind in new[] { ModelKind.Mlp, ModelKind.KernelRidge })
            {
                string called = kind == ModelKind.Mlp ? "mlp" : "kernel-ridge";
                var settings = new ModelSettings(kind, MlpSettings.Paper with { MaxEpochs = question.MaxEpochs }, question.Seed, question.ScaleTarget);
                var validation = new GroupValidation(data, settings, question.MostFolds);
                int inputs = data.Numbers.Count + data.Words.Count;
                if (Obstacle(inputs, validation) is { } obstacle)
                {
                    missing[$"models.{target.Name}.{scheme}"] = obstacle;
                    break;
                }
                progress.WriteLine($"sse: {target.Name}: {called}, {scheme}, {validation.FoldCount} folds of {data.Rows.Length} rows");
                yield return new ModelReport(target.Name, scheme, called, inputs, validation.FoldCount, Run(validation));
            }
        }
    }

    private static string? Obstacle(int inputs, GroupValidation validation) =>
        inputs == 0 ? "no input column is left"
        : validation.FoldCount < 2 ? $"prediction needs two groups of rows that have a target, there is {validation.FoldCount}"
        : validation.WithoutInputs is { } left ? $"the fold that leaves out {left} has no inputs: every input column is missing in all other rows" : null;

    private static bool IsFarFromZero(double[] values)
    {
        double[] present = [.. values.Where(value => !double.IsNaN(value))];
        double mean = present.Average(), spread = Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
        return Math.Abs(mean) > 5 * spread || spread > 20;
    }

    private static Validation Run(GroupValidation validation)
    {
        var folds = new FoldOutcome[validation.FoldCount];
        Parallel.For(0, folds.Length, fold => folds[fold] = validation.Run(fold));
        return validation.Join(folds);
    }

    private static ModelData DataOf(DataTable table, NumberColumn target, ModelQuestion question, List<string> notes)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !double.IsNaN(target.Values[row]))];
        NumberColumn[] numbers = [.. table.Numbers.Where(column => column != target && column.Unusable() is null && Chosen(column.Name))];
        WordColumn[] words = [.. table.Words.Where(column => Chosen(column.Name) && !IsIdentifier(column, question, notes))];
        return new ModelData(target, numbers, words, rows, GroupNames(table, question.Group));

        bool Chosen(string name) => question.Inputs.Count > 0 ? question.Inputs.Contains(name) : name != question.Group;
    }

    /// <summary>A category that is another one in every row names the row and teaches nothing about other rows.</summary>
    private static bool IsIdentifier(WordColumn column, ModelQuestion question, List<string> notes)
    {
        string[] words = [.. column.Values.OfType<string>()];
        bool identifier = question.Inputs.Count == 0 && words.Distinct().Count() == words.Length;
        string note = $"column '{column.Name}' is no input: it differs in every row";
        if (identifier && !notes.Contains(note)) notes.Add(note);
        return identifier;
    }

    private static string[] GroupNames(DataTable table, string? group)
    {
        WordColumn? words = table.Words.FirstOrDefault(column => column.Name == group);
        NumberColumn? numbers = table.Numbers.FirstOrDefault(column => column.Name == group);
        return [.. Enumerable.Range(0, table.RowCount).Select(row => words?.Values[row]
            ?? (numbers is not null && !double.IsNaN(numbers.Values[row]) ? $"{numbers.Values[row]:R}" : $"row {row + 1}"))];
    }

    private static ModelData Without(ModelData data, string[] columns) => data with
    {
        Numbers = [.. data.Numbers.Where(column => !columns.Contains(column.Name))],
        Words = [.. data.Words.Where(column => !columns.Contains(column.Name))],
    };
}
