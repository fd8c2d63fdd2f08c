namespace StreamingSse.Views.Web;

/// <summary>The page cannot be served as asked for.</summary>
public sealed class PageRefusedException(string where, string expected, string found) : IOException($"{where}: expected {expected}, got {found}");
