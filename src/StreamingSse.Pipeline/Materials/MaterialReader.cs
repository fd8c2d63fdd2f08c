using StreamingSse.Formats;
using StreamingSse.Formats.Materials;
using StreamingSse.Formats.Structures;
using StreamingSse.Kernel.Materials;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Pipeline.Materials;

/// <summary>From paths to descriptions: files are read, what stands in sse-material.conf is laid over them.</summary>
public static class MaterialReader
{
    /// <summary>A material for each folder; the files given are one material, or one each where they are structures alone.</summary>
    /// <param name="mobile">The ion that diffuses; null to find it.</param>
    public static IReadOnlyList<MaterialDescription> Read(IReadOnlyList<string> paths, string? mobile, MaterialOptions options)
    {
        foreach (string path in paths)
            if (!File.Exists(path) && !Directory.Exists(path)) throw new BadInputException(path, "a file or folder", "none there");
        List<MaterialDescription> materials = [.. paths.Where(Directory.Exists).Select(folder => OfFolder(folder, mobile, options))];
        string[] files = [.. paths.Where(File.Exists)], structures = [.. files.Where(StructureFile.IsPure)];
        if (structures.Length > 1 && structures.Length < files.Length)
            throw new BadInputException(string.Join(' ', structures), "one structure beside other files, or structures alone", $"{structures.Length} structures");
        if (structures.Length > 1) materials.AddRange(structures.Select(file => OfFiles([file], mobile, options)));
        else if (files.Length > 0) materials.Add(OfFiles([.. structures, .. files.Except(structures)], mobile, options));
        return materials;
    }

    /// <summary>The material of a run's folder: what lies in it, and what is said by hand there or above.</summary>
    public static MaterialDescription OfFolder(string folder, string? mobile, MaterialOptions options)
    {
        MaterialAnswers said = MaterialAnswers.FindFor(folder);
        return Describe(folder, [.. said.Files, .. MaterialFiles.InFolder(folder)], said, mobile, options);
    }

    private static MaterialDescription OfFiles(IReadOnlyList<string> files, string? mobile, MaterialOptions options)
    {
        MaterialAnswers said = MaterialAnswers.FindFor(files[0]);
        return Describe(files[0], [.. said.Files, .. files], said, mobile, options);
    }

    private static MaterialDescription Describe(string path, IReadOnlyList<string> files, MaterialAnswers said, string? mobile, MaterialOptions options)
    {
        MaterialInputs inputs = said.Over(MaterialFiles.Read(path, files));
        if (mobile is not null) inputs = inputs with { Mobile = new(mobile, "hand, --specie") };
        else if (inputs.Mobile is null && RunAnswers.FindFor(path).Options.MobileSpecies is [var answered]) inputs = inputs with { Mobile = new(answered, $"hand, {RunAnswers.FileName}") };
        return MaterialDescriber.Describe(inputs, options);
    }
}
