using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>Reads from a VASP OUTCAR the elastic moduli, Born charges, the ion-clamped dielectric tensor, zone-centre phonons and the band gap.</summary>
/// <remarks>One pass through the file. That of a molecular-dynamics run (IBRION = 0) is left after its head: what it has is that of a hot supercell.</remarks>
public sealed class OutcarResponse
{
    private static readonly string[] Parts = ["elastic", "born", "epsilon", "modes", "gap"];

    private readonly string _path;
    private readonly List<string> _species = [], _ions = [];
    private readonly List<double> _pomassAmu = [], _massesAmu = [], _chargesE = [];
    private readonly List<string> _rejected = [];
    private readonly OutcarElastic _elastic = new();
    private readonly OutcarBands _bands = new();
    private OutcarModes? _modes;
    private double[]? _dielectric;
    private int? _ibrion;

    private OutcarResponse(string path) => _path = path;

    public static OutcarReading Read(string path)
    {
        var response = new OutcarResponse(path);
        using var lines = new OutcarLines(path);
        while (response._ibrion != 0 && lines.MoveNext())
        {
            try
            {
                response.ReadAt(lines);
            }
            catch (BadInputException bad)
            {
                response._rejected.Add(bad.Message);
            }
        }
        return response.Reading() with { Rejected = response._rejected };
    }

    private void ReadAt(OutcarLines lines)
    {
        string line = lines.Current;
        if (_ions.Count == 0 || _ibrion is null) ReadHead(line);
        if (line.Length < 2) return;
        if (_bands.TryRead(lines) || _elastic.TryRead(lines) || (_modes?.TryRead(lines) ?? false)) return;
        if (line.StartsWith(" BORN EFFECTIVE CHARGES", StringComparison.Ordinal)) ReadCharges(lines);
        else if (line.Contains("MACROSCOPIC STATIC DIELECTRIC TENSOR (including local field effects", StringComparison.Ordinal)) ReadDielectric(lines);
    }

    private void ReadHead(string line)
    {
        if (line.IndexOf("VRHFIN =", StringComparison.Ordinal) is >= 0 and var at) _species.Add(SpecieNames.ElementOf(line[(at + 8)..].Split(':')[0].Trim()) ?? line[(at + 8)..].Split(':')[0].Trim());
        else if (line.Contains("POMASS =", StringComparison.Ordinal) && line.Contains("ZVAL", StringComparison.Ordinal) && _pomassAmu.Count < _species.Count)
            _pomassAmu.Add(Words.TryNumber(Words.Of(line.Split('=', ';')[1])[0], out double amu) ? amu : double.NaN);
        else if (line.IndexOf("ions per type =", StringComparison.Ordinal) is >= 0 and var counts)
        {
            string[] words = Words.Of(line[(counts + 15)..]);
            for (int type = 0; type < Math.Min(words.Length, _species.Count); type++)
            {
                if (!int.TryParse(words[type], out int count) || count is < 1 or > 1_000_000) throw new BadInputException($"{_path} 'ions per type'", "counts", $"'{line.Trim()}'");
                _ions.AddRange(Enumerable.Repeat(_species[type], count));
                _massesAmu.AddRange(Enumerable.Repeat(_pomassAmu.ElementAtOrDefault(type), count));
            }
            _modes = new OutcarModes(_massesAmu);
        }
        else if (line.IndexOf("IBRION =", StringComparison.Ordinal) is >= 0 and var kind && int.TryParse(Words.Of(line[(kind + 8)..])[0], out int ibrion)) _ibrion = ibrion;
    }

    // ' ion    1' and three rows, each with its number first.
    private void ReadCharges(OutcarLines lines)
    {
        lines.Skip(1);
        _chargesE.Clear();
        while (_chargesE.Count < _ions.Count && lines.MoveNext() && lines.Current.TrimStart().StartsWith("ion", StringComparison.Ordinal))
            _chargesE.Add((lines.NextNumbers(3, "a row of Z*", skip: 1)[0] + lines.NextNumbers(3, "a row of Z*", skip: 1)[1] + lines.NextNumbers(3, "a row of Z*", skip: 1)[2]) / 3);
        if (_chargesE.Count != _ions.Count) throw new BadInputException($"{_path} line {lines.LineNumber}", $"the Born charges of {_ions.Count} ions", $"{_chargesE.Count}");
    }

    private void ReadDielectric(OutcarLines lines)
    {
        lines.Skip(1);
        _dielectric = [.. lines.NextNumbers(3, "a row of ε"), .. lines.NextNumbers(3, "a row of ε"), .. lines.NextNumbers(3, "a row of ε")];
    }

    private OutcarReading Reading()
    {
        if (_ibrion == 0)
        {
            const string hot = "of a molecular-dynamics run (IBRION = 0), which is not used: it describes a hot supercell";
            return new OutcarReading(0) { Reasons = Parts.ToDictionary(part => part, _ => hot) };
        }
        var reading = new OutcarReading(_ibrion)
        {
            Elastic = _elastic.Take(out string? whyNoElastic),
            Born = _chargesE.Count > 0 ? new BornCharges([.. _ions], [.. _chargesE]) : null,
            Dielectric = _dielectric,
            Modes = _modes?.Take(),
            GapEv = _bands.Take(),
        };
        var reasons = new Dictionary<string, string>();
        if (whyNoElastic is not null) reasons["elastic"] = whyNoElastic;
        if (reading.Born is null) reasons["born"] = "no Born charges (LEPSILON or LCALCEPS gives them)";
        if (_dielectric is null) reasons["epsilon"] = "no dielectric tensor including local field effects (LEPSILON or LCALCEPS gives it)";
        if (reading.Modes is null) reasons["modes"] = "no phonons (IBRION = 5 to 8 gives them)";
        if (reading.GapEv is null) reasons["gap"] = "no bands";
        return reading with { Reasons = reasons };
    }
}
