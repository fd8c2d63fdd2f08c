using System.Text.Json;
using StreamingSse.Formats.Structures;
using StreamingSse.Kernel.Elastic;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>Elastic tensors in JSON as Materials Project, pymatgen, MatTen and others write them: 6×6, GPa, Voigt's order.</summary>
public static class ElasticJson
{
    // In this order: the one in standard axes before the raw one.
    private static readonly string[] Names =
        ["ieee_format", "elastic_tensor", "elastic_tensor_GPa", "elastic_tensor_gpa", "elastic_tensor_voigt", "elastic_tensor_original", "raw", "voigt_tensor", "C_ij", "Cij", "elastic_constants"];

    /// <returns>Null where the file has none.</returns>
    /// <exception cref="BadInputException">It is no JSON, or what stands there is no elastic tensor.</exception>
    public static Sourced<ElasticTensor>? Read(string path)
    {
        using JsonDocument document = JsonFile.Open(path);
        foreach (string name in Names)
        {
            foreach (JsonElement found in JsonFile.Objects(document.RootElement))
            {
                if (!found.TryGetProperty(name, out JsonElement value)) continue;
                if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() == 1) value = value.EnumerateObject().First().Value; // a table of one row, keyed 0
                if (value.ValueKind != JsonValueKind.Array) continue;
                double[] stiffnessGpa = JsonFile.Numbers(value);
                if (ElasticTensor.Refusal(stiffnessGpa) is { } wrong)
                {
                    string[] parts = wrong.Split(", got ", 2);
                    throw new BadInputException($"{path} {name}", parts[0]["expected ".Length..], parts[^1]);
                }
                return new(new ElasticTensor(stiffnessGpa), name);
            }
        }
        return null;
    }
}
