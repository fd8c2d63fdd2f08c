namespace StreamingSse.Kernel.Tests.Models;

/// <summary>The same perceptron written out in double precision, sum by sum: the oracle of <see cref="MlpTests"/>.</summary>
internal sealed class PlainNetwork
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;
    private readonly int[] _widths;
    private readonly double[][,] _weights;
    private readonly double[][] _biases;
    private readonly Dictionary<(int Layer, int From, int To), (double M, double V)> _moments = [];
    private int _steps;

    /// <summary>Draws weights, then biases, layer by layer.</summary>
    public PlainNetwork(int[] widths, Random dice)
    {
        _widths = widths;
        _weights = new double[widths.Length - 1][,];
        _biases = new double[widths.Length - 1][];
        for (int l = 0; l < _weights.Length; l++)
        {
            double bound = Math.Sqrt(6.0 / (widths[l] + widths[l + 1]));
            _weights[l] = new double[widths[l], widths[l + 1]];
            for (int i = 0; i < widths[l]; i++)
            {
                for (int j = 0; j < widths[l + 1]; j++) _weights[l][i, j] = bound * (2 * dice.NextDouble() - 1);
            }
            _biases[l] = [.. Enumerable.Range(0, widths[l + 1]).Select(_ => bound * (2 * dice.NextDouble() - 1))];
        }
    }

    public double Predict(double[] x) => Activations(x)[^1][0];

    /// <summary>½ ⟨(ŷ−y)²⟩ + ½ α Σw²/n.</summary>
    public double Loss(double[][] x, double[] y, double decay) =>
        x.Zip(y, (row, target) => 0.5 * Math.Pow(Predict(row) - target, 2)).Average() + 0.5 * decay * _weights.Sum(w => w.Cast<double>().Sum(v => v * v)) / y.Length;

    public void Step(double[][] x, double[] y, double rate, double decay)
    {
        var gradients = new Dictionary<(int, int, int), double>();
        for (int row = 0; row < y.Length; row++) Backward(x[row], y[row], gradients);
        _steps++;
        double scaled = rate * Math.Sqrt(1 - Math.Pow(Beta2, _steps)) / (1 - Math.Pow(Beta1, _steps));
        for (int l = 0; l < _weights.Length; l++)
        {
            for (int j = 0; j < _widths[l + 1]; j++)
            {
                for (int i = 0; i < _widths[l]; i++)
                    _weights[l][i, j] -= Move((l, i, j), (gradients[(l, i, j)] + decay * _weights[l][i, j]) / y.Length, scaled);
                _biases[l][j] -= Move((l, -1, j), gradients[(l, -1, j)] / y.Length, scaled);
            }
        }
    }

    private double Move((int, int, int) key, double gradient, double rate)
    {
        (double m, double v) = _moments.GetValueOrDefault(key);
        _moments[key] = (m, v) = (Beta1 * m + (1 - Beta1) * gradient, Beta2 * v + (1 - Beta2) * gradient * gradient);
        return rate * m / (Math.Sqrt(v) + Epsilon);
    }

    private void Backward(double[] x, double y, Dictionary<(int, int, int), double> gradients)
    {
        double[][] a = Activations(x);
        double[] error = [a[^1][0] - y];
        for (int l = _weights.Length - 1; l >= 0; l--)
        {
            double[] below = new double[_widths[l]];
            for (int j = 0; j < _widths[l + 1]; j++)
            {
                Add((l, -1, j), error[j]);
                for (int i = 0; i < _widths[l]; i++)
                {
                    Add((l, i, j), a[l][i] * error[j]);
                    if (a[l][i] > 0) below[i] += _weights[l][i, j] * error[j];
                }
            }
            error = below;
        }

        void Add((int, int, int) key, double value) => gradients[key] = gradients.GetValueOrDefault(key) + value;
    }

    private double[][] Activations(double[] x)
    {
        List<double[]> all = [x];
        for (int l = 0; l < _weights.Length; l++)
        {
            double[] next = [.. _biases[l]];
            for (int j = 0; j < next.Length; j++)
            {
                for (int i = 0; i < _widths[l]; i++) next[j] += all[l][i] * _weights[l][i, j];
                if (l < _weights.Length - 1) next[j] = Math.Max(0, next[j]);
            }
            all.Add(next);
        }
        return [.. all];
    }
}
