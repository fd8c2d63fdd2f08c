using System.CommandLine;
using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;
using StreamingSse.Pipeline.Materials;
using StreamingSse.Views.Materials;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse describe</c>: the descriptors that need no trajectory.</summary>
internal static class DescribeCommand
{
    public static Command Create(TextWriter output)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "folders, one material each; or files: a structure (POSCAR, CIF, extended xyz), OUTCAR, EIGENVAL, an elastic tensor in JSON. Several structures alone are a material each",
            Arity = ArgumentArity.OneOrMore,
        };
        var specie = new Option<string?>("--specie") { Description = "the ion that diffuses (default: the first present of Li Na Ag Cu Cl I Br F O)", HelpName = "Li" };
        Option<double?> tolerance = RunArguments.Positive("--tolerance-a", "0.01", "how far from an atom its image by symmetry may lie, Å");
        var hardness = new Option<string>("--hardness") { Description = "Tian 2012 or Chen 2011", DefaultValueFactory = _ => "tian" };
        hardness.AcceptOnlyFromAmong("tian", "chen");
        var deviation = new Option<bool>("--standard-deviation") { Description = "spreads of cell lengths and angles with 1/N, instead of the paper's plain sum of squares" };
        var json = new Option<bool>("--json") { Description = "print everything as JSON (docs/describe.md)" };
        var folder = new Option<string?>("--out") { Description = "write describe.json and describe.csv there", HelpName = "DIR" };
        var command = new Command("describe", """
            Structure, elastic and electronic descriptors of a material, each with its unit and origin, or the reason why it is missing.
            What stands in sse-material.conf, in the folder or above it, wins over what is computed.

            Examples:
              sse describe runs/Li6PS5Cl                    what lies in a folder: POSCAR or CIF, OUTCAR, EIGENVAL, JSON
              sse describe POSCAR dfpt/OUTCAR elastic.json  one material from several files
              sse describe *.cif --json                     a material for each structure
            """)
        { paths, specie, tolerance, hardness, deviation, json, folder };
        command.SetAction(parsed =>
        {
            var options = new MaterialOptions
            {
                ToleranceA = parsed.GetValue(tolerance) ?? new MaterialOptions().ToleranceA,
                Hardness = parsed.GetValue(hardness) == "chen" ? HardnessModel.Chen : HardnessModel.Tian,
                StandardDeviation = parsed.GetValue(deviation),
            };
            IReadOnlyList<MaterialDescription> materials = MaterialReader.Read(parsed.GetRequiredValue(paths), parsed.GetValue(specie), options);
            Report(materials, parsed.GetValue(json), parsed.GetValue(folder), output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(IReadOnlyList<MaterialDescription> materials, bool json, string? folder, TextWriter output)
    {
        IReadOnlyList<string> written = folder is null ? [] : MaterialOutput.WriteAll(materials, folder);
        if (json)
        {
            using var stream = new MemoryStream();
            MaterialJson.Write(materials, stream);
            output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            return;
        }
        foreach (MaterialDescription material in materials) MaterialText.Write(material, output);
        foreach (string file in written) output.WriteLine($"written: {file}");
    }
}
