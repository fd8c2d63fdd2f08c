using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>The zone-centre phonons of an OUTCAR, with how much each moves the crystal as a whole.</summary>
/// <remarks>The first list is of the mass-weighted eigenvectors e; the share of translation is Σ_α (Σ_i √m_i e_iα)²/Σm. VASP repeats the list divided by √m.</remarks>
internal sealed class OutcarModes(IReadOnlyList<double> massesAmu)
{
    private readonly List<double> _energiesMev = [], _shares = [];
    private bool _isWhole;

    /// <returns>True where the line was that of a mode, which was then read.</returns>
    public bool TryRead(OutcarLines lines)
    {
        string line = lines.Current;
        bool isReal = line.Contains(" f  =", StringComparison.Ordinal), isImaginary = line.Contains(" f/i=", StringComparison.Ordinal);
        if (!(isReal || isImaginary) || !line.EndsWith("meV", StringComparison.Ordinal)) return false;
        string[] words = Words.Of(line);
        if (_isWhole || words.Length < 2 || !Words.TryNumber(words[^2], out double energyMev)) return true;
        if (words[0] == "1" && _energiesMev.Count > 0) _isWhole = true;
        else
        {
            _energiesMev.Add(isImaginary ? -energyMev : energyMev);
            _shares.Add(ShareOfTranslation(lines));
            _isWhole = _energiesMev.Count == 3 * massesAmu.Count;
        }
        return true;
    }

    public ZoneCentreModes? Take() => _energiesMev.Count == 0 ? null : new ZoneCentreModes(_energiesMev, _shares.All(double.IsFinite) ? _shares : []);

    private double ShareOfTranslation(OutcarLines lines)
    {
        if (!lines.MoveNext() || !lines.Current.Contains("dx", StringComparison.Ordinal)) return double.NaN;
        double x = 0, y = 0, z = 0, square = 0;
        foreach (double massAmu in massesAmu)
        {
            double[] row = lines.NextNumbers(6, "position and displacement of an atom");
            double root = Math.Sqrt(massAmu);
            (x, y, z) = (x + root * row[3], y + root * row[4], z + root * row[5]);
            square += row[3] * row[3] + row[4] * row[4] + row[5] * row[5];
        }
        return (x * x + y * y + z * z) / (massesAmu.Sum() * square);
    }
}
