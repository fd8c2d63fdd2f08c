namespace StreamingSse.Formats.Cp2k;

/// <summary>The temperature at one step.</summary>
public readonly record struct Cp2kEnergyLine(long Step, double TimePs, double TemperatureK);
