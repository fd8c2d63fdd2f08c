using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>The bands of the last ground state in an OUTCAR.</summary>
internal sealed class OutcarBands
{
    private BandEdges? _last, _current;
    private bool _isOpen;   // the list ends with a rule; linear response lists changes of energies in the same form later

    /// <returns>True where the line belonged to a list of bands, which was then read.</returns>
    public bool TryRead(OutcarLines lines)
    {
        if (lines.Current.StartsWith(" E-fermi", StringComparison.Ordinal) || lines.Current.StartsWith(" Fermi energy:", StringComparison.Ordinal))
        {
            if (_current is { BandCount: > 0 }) _last = _current;
            (_current, _isOpen) = (new BandEdges(), true);
            return true;
        }
        if (lines.Current.StartsWith("----", StringComparison.Ordinal)) _isOpen = false;
        if (!_isOpen || _current is null || !lines.Current.Contains("band No.  band energies     occupation", StringComparison.Ordinal)) return false;
        _current.BeginKPoint();
        while (lines.MoveNext() && Words.Of(lines.Current) is [_, var energy, var occupation] && Words.TryNumber(energy, out double energyEv) && Words.TryNumber(occupation, out double share))
            _current.Add(energyEv, share);
        return true;
    }

    public Sourced<double>? Take()
    {
        BandEdges? bands = _current is { BandCount: > 0 } ? _current : _last;
        return bands is null ? null : new(bands.GapEv(), $"gap between the bands at {bands.KPointCount} k-points");
    }
}
