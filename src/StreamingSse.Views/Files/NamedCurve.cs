namespace StreamingSse.Views.Files;

/// <summary>A curve with the name of its column.</summary>
internal readonly record struct NamedCurve(string Name, double[] X, double[] Y);
