namespace StreamingSse.Pipeline.Configuration;

/// <param name="TemperatureRelative">Warn where kinetic and stated temperature differ by more than this fraction.</param>
/// <param name="NyquistMev">Warn where the spacing of frames cannot resolve vibrations up to this energy, meV.</param>
public sealed record WarningsConfig(double TemperatureRelative, double NyquistMev)
{
    internal static WarningsConfig Read(ConfigSection section) => new(
        section.Number("temperature-relative", 0, 100),
        section.Number("nyquist-mev", 0, 10_000));
}
