using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Planning;

/// <summary>The commands of a LAMMPS script, in order, with those of the files it includes; variables are put in where the script alone decides them.</summary>
/// <param name="Files">The script, and what it includes.</param>
/// <param name="Missing">Included files that are not there.</param>
internal sealed record LammpsCommands(IReadOnlyList<string[]> Commands, IReadOnlyList<string> Files, IReadOnlyList<string> Missing)
{
    private const int MostFiles = 50;

    public static bool AreIn(string path) => Read(path).Commands.Any(words => words[0] is "run" or "pair_style" or "units" or "include" or "read_data" or "read_restart");

    public static LammpsCommands Read(string path)
    {
        var (commands, files, missing) = (new List<string[]>(), new List<string>(), new List<string>());
        ReadFile(path, Path.GetDirectoryName(path) ?? "", new LammpsVariables(), commands, files, missing);
        return new LammpsCommands(commands, files, missing);
    }

    private static void ReadFile(string path, string folder, LammpsVariables variables, List<string[]> commands, List<string> files, List<string> missing)
    {
        files.Add(path);
        string begun = "";
        foreach (string raw in TextFile.Lines(path))
        {
            string line = begun + raw.Split('#')[0].TrimEnd();
            begun = line.EndsWith('&') ? line[..^1] + " " : "";
            if (begun.Length > 0) continue;
            string[] words = Words.Of(variables.PutIn(line));
            if (words.Length == 0) continue;
            commands.Add(words);
            variables.Take(words);
            if (words is not ["include", var included]) continue;
            string next = Path.Combine(folder, included);
            if (!File.Exists(next)) missing.Add(included);
            else if (files.Count < MostFiles) ReadFile(next, folder, variables, commands, files, missing);
        }
    }
}
