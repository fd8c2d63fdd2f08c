using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>
/// The same texts read by the reference implementation of HOCON and by ours: the same keys with the same texts, or both refuse.
/// Needs java and the variable TYPESAFE_CONFIG_JAR (Debian: libtypesafe-config-java); the versions compared so far: 1.3.1.
/// </summary>
public sealed class HoconReferenceTests
{
    [ReferenceFact]
    public void Picked_texts_read_the_same_or_are_refused_by_both()
    {
        string differences = Differences([.. HoconSamples.Texts], (ours, theirs) => Comparable(ours) == Comparable(theirs));
        Assert.True(differences.Length == 0, differences);
    }

    // The reference evaluates some values that nobody can see, against its own specification, and refuses the text for them.
    [ReferenceFact]
    public void Random_texts_that_the_reference_takes_read_the_same()
    {
        int refusedCount = 0;
        string differences = Differences(
            [.. HoconSamples.Generated(seed: 20, count: 1000)],
            (ours, theirs) => (theirs.StartsWith('!') && ++refusedCount > 0) || ours == theirs);
        Assert.True(differences.Length == 0, differences);
        Assert.InRange(refusedCount, 0, 500);   // as many again are compared
    }

    private static string Differences(string[] texts, Func<string, string, bool> agree)
    {
        string folder = Directory.CreateTempSubdirectory("hocon").FullName;
        try
        {
            string[] files = [.. texts.Select((text, i) => Write(Path.Combine(folder, $"{i:d5}.conf"), text))];
            Dictionary<string, string> theirs = RunReference(folder, files);
            var differences = new StringBuilder();
            foreach (string file in files)
                if (Ours(file) is var ours && !agree(ours, theirs[file]))
                    differences.AppendLine($"{File.ReadAllText(file)}\n--- ours\n{ours}--- theirs\n{theirs[file]}");
            return differences.ToString();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string file, string text)
    {
        File.WriteAllText(file, text);
        return file;
    }

    // Messages differ; that both refuse is what counts.
    private static string Comparable(string outcome) => outcome.StartsWith('!') ? "refused" : outcome;

    private static string Ours(string file)
    {
        try
        {
            IConfigurationRoot root = new ConfigurationBuilder().AddHoconFile(file).Build();
            IEnumerable<string> lines = root.AsEnumerable()
                .Where(pair => pair.Value is not null || !root.GetSection(pair.Key).GetChildren().Any())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value is null ? $"@ {pair.Key}\n" : $"- {pair.Key}\t{Escape(pair.Value)}\n");
            return string.Concat(lines);
        }
        catch (BadInputException e)
        {
            return $"! {e.Message}\n";
        }
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is < ' ' or > '~' or '\\' ? $"\\u{(int)c:x4}" : c.ToString()));

    private static Dictionary<string, string> RunReference(string folder, string[] files)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Hocon", "Flatten.java");
        var start = new ProcessStartInfo("java") { RedirectStandardOutput = true };
        foreach (string argument in (string[])["-cp", ReferenceFactAttribute.Jar!, program, .. files]) start.ArgumentList.Add(argument);

        using Process java = Process.Start(start)!;
        string output = java.StandardOutput.ReadToEnd();
        java.WaitForExit();
        Assert.Equal(0, java.ExitCode);
        return output.Split($"= {folder}", StringSplitOptions.RemoveEmptyEntries).Select(block => folder + block)
            .ToDictionary(block => block[..block.IndexOf('\n')], block => Sorted(block[(block.IndexOf('\n') + 1)..]));
    }

    private static string Sorted(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .OrderBy(line => line[2..].Split('\t')[0], StringComparer.Ordinal).Select(line => line + "\n"));
}
