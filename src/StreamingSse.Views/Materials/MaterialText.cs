using System.Globalization;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Materials;

/// <summary>A material's descriptors as a person reads them: value, unit, origin, or why there is none.</summary>
public static class MaterialText
{
    public static void Write(MaterialDescription material, TextWriter output)
    {
        output.WriteLine($"{material.Path}: {material.Formula ?? "formula not known"}{(material.Mobile is null ? "" : $", mobile {material.Mobile}")}");
        var values = material.Descriptors.ToDictionary(value => value.Name);
        foreach (string name in MaterialDescriptors.All)
        {
            if (values.TryGetValue(name, out DescriptorValue? value))
                output.WriteLine($"  {name,-14} {Number(value.Value),12} {value.Unit,-4} {value.From}");
            else if (material.Category(name) is { } word)
                output.WriteLine($"  {name,-14} {word,12} {"",-4} {material.Categories.First(category => category.Name == name).From}");
        }
        foreach (IGrouping<string, string> reason in MaterialDescriptors.All.Where(material.Missing.ContainsKey).GroupBy(name => material.Missing[name]))
            output.WriteLine($"  missing: {string.Join(' ', reason)}: {reason.Key}");
        foreach (Inferred fact in material.Inferred) output.WriteLine($"  taken: {fact.What} = {fact.Value} ({fact.From})");
        foreach (string warning in material.Warnings) output.WriteLine($"  warning: {warning}");
    }

    private static string Number(double value) => value.ToString("G8", CultureInfo.InvariantCulture);
}
