using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Materials;

/// <summary>Descriptions as files: describe.json, and describe.csv with one row for each descriptor of each material.</summary>
public static class MaterialOutput
{
    /// <exception cref="OutputRefusedException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> WriteAll(IReadOnlyList<MaterialDescription> materials, string folder)
    {
        string json = Path.Combine(folder, "describe.json"), csv = Path.Combine(folder, "describe.csv");
        AtomicFile.Write(json, stream => MaterialJson.Write(materials, stream));
        AtomicFile.Write(csv, stream => WriteCsv(materials, stream));
        return [json, csv];
    }

    private static void WriteCsv(IReadOnlyList<MaterialDescription> materials, Stream stream)
    {
        using var table = new CsvTable(stream, "material", "formula", "descriptor", "value", "unit", "from", "missing_because");
        foreach (MaterialDescription material in materials)
        {
            var values = material.Descriptors.ToDictionary(value => value.Name);
            foreach (string name in MaterialDescriptors.All)
            {
                table.Add(material.Path).Add(material.Formula ?? "").Add(name);
                if (values.TryGetValue(name, out DescriptorValue? value)) table.Add(value.Value).Add(value.Unit).Add(value.From).Add("");
                else if (material.Categories.FirstOrDefault(category => category.Name == name) is { } word) table.Add(word.Value).Add("").Add(word.From).Add("");
                else table.Add("").Add(MaterialDescriptors.UnitOf(name)!).Add("").Add(material.Missing[name]);
                table.EndRow();
            }
        }
    }
}
