namespace StreamingSse.Pipeline.Table;

/// <summary>Which rows of the table are looked at together.</summary>
/// <param name="Specie">Mobile specie; null for any.</param>
/// <param name="TemperatureK">Middle of the window; NaN for any temperature.</param>
/// <param name="WidthK">Rows within this of the middle count.</param>
/// <param name="OneRowPerMaterial">Of each material the row nearest to the middle, else the longest run.</param>
/// <param name="WeighByError">Pairs with D count each row by the precision of its D.</param>
public sealed record TableView(string Name, string? Specie, double TemperatureK, double WidthK, bool OneRowPerMaterial, bool WeighByError);
