using Spectre.Console;

namespace StreamingSse.Views.Terminal.Plots;

/// <summary>A curve to plot. A NaN in it, or a value that its axis has no place for, is a gap.</summary>
/// <param name="Name">For the legend; empty for none.</param>
/// <param name="X">Ascending, as long as <paramref name="Y"/>.</param>
internal sealed record Series(string Name, ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y, Style Style, bool Dotted = false)
{
    public int Count => Math.Min(X.Length, Y.Length);
}
