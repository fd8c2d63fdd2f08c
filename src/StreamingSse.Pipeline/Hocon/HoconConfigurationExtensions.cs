using Microsoft.Extensions.Configuration;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>Adds HOCON to a configuration. Texts added one after the other are one document, resolved after merging.</summary>
public static class HoconConfigurationExtensions
{
    /// <summary>Adds a file, which must exist.</summary>
    /// <param name="environment">Gives environment variables, the process's own by default; that of the first text counts.</param>
    public static IConfigurationBuilder AddHoconFile(
        this IConfigurationBuilder builder, string path, Func<string, string?>? environment = null) =>
        builder.Add(HoconText.Read(path), environment);

    /// <summary>Adds a text; <paramref name="name"/> stands for it in messages.</summary>
    public static IConfigurationBuilder AddHoconText(
        this IConfigurationBuilder builder, string text, string name, Func<string, string?>? environment = null) =>
        builder.Add(new HoconText(text, name, Directory: null), environment);

    private static IConfigurationBuilder Add(this IConfigurationBuilder builder, HoconText text, Func<string, string?>? environment)
    {
        if (builder.Sources.LastOrDefault() is not HoconConfigurationSource source)
            builder.Sources.Add(source = new HoconConfigurationSource(environment ?? Environment.GetEnvironmentVariable));
        source.Add(text);
        return builder;
    }
}
