namespace StreamingSse.Views;

/// <summary>D of the mobile specie as it stood when the run had reached <c>TimePs</c>; NaN where it was not yet defined.</summary>
public readonly record struct DiffusionPoint(double TimePs, double PaperDA2PerPs, double FitDA2PerPs);
