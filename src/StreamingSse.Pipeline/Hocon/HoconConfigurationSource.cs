using Microsoft.Extensions.Configuration;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>HOCON texts, oldest first, that make up one document: what comes later wins, substitutions see the whole.</summary>
public sealed class HoconConfigurationSource(Func<string, string?> environment) : IConfigurationSource
{
    private readonly List<HoconText> _layers = [];

    internal void Add(HoconText layer) => _layers.Add(layer);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new HoconConfigurationProvider([.. _layers], environment);
}
