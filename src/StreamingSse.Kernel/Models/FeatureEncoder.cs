using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Models;

/// <summary>Rows of a table as inputs: numbers standardised, categories one input each.</summary>
/// <remarks>
/// Mean and population deviation are those of the rows it was made from. A missing number counts as the mean, a missing or unseen category
/// as zeros everywhere.
/// </remarks>
public sealed class FeatureEncoder
{
    private readonly IReadOnlyList<NumberColumn> _numbers;
    private readonly IReadOnlyList<WordColumn> _words;
    private readonly (double Mean, double Deviation)[] _scales;
    private readonly Dictionary<string, int>[] _places;

    public FeatureEncoder(IReadOnlyList<NumberColumn> numbers, IReadOnlyList<WordColumn> words, int[] rows)
    {
        (_numbers, _words) = (numbers, words);
        _scales = [.. numbers.Select(column => Scale([.. rows.Select(row => column.Values[row])]))];
        Width = numbers.Count;
        _places = new Dictionary<string, int>[words.Count];
        for (int i = 0; i < words.Count; i++)
        {
            string[] seen = [.. rows.Select(row => words[i].Values[row]).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            _places[i] = seen.Select((word, at) => (word, at)).ToDictionary(pair => pair.word, pair => Width + pair.at);
            Width += seen.Length;
        }
    }

    public int Width { get; }

    /// <summary>Shape [rows, <see cref="Width"/>]; categories not seen before are added to <paramref name="unseen"/> as COLUMN=VALUE.</summary>
    public double[] Encode(int[] rows, ISet<string> unseen)
    {
        double[] encoded = new double[checked(rows.Length * Width)];
        for (int i = 0; i < rows.Length; i++)
        {
            Span<double> to = encoded.AsSpan(i * Width, Width);
            for (int j = 0; j < _numbers.Count; j++)
            {
                double value = _numbers[j].Values[rows[i]];
                to[j] = double.IsNaN(value) ? 0 : (value - _scales[j].Mean) / _scales[j].Deviation;
            }
            for (int j = 0; j < _words.Count; j++)
            {
                if (_words[j].Values[rows[i]] is not { } word) continue;
                if (_places[j].TryGetValue(word, out int place)) to[place] = 1;
                else unseen.Add($"{_words[j].Name}={word}");
            }
        }
        return encoded;
    }

    /// <summary>Mean and population deviation of what is present; 1 where nothing varies, so that such a column becomes zeros.</summary>
    internal static (double Mean, double Deviation) Scale(double[] values)
    {
        double[] present = [.. values.Where(value => !double.IsNaN(value))];
        if (present.Length == 0) return (0, 1);
        double mean = present.Average(), square = present.Sum(value => (value - mean) * (value - mean)) / present.Length;
        return (mean, square > 1e-24 * mean * mean ? Math.Sqrt(square) : 1);
    }
}
