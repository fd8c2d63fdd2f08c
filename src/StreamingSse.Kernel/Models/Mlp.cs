using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Models;

/// <summary>A multilayer perceptron with one output: rectified hidden layers, squared error, L2 penalty, trained by Adam.</summary>
/// <remarks>
/// Loss = ½ ⟨(y − ŷ)²⟩ + ½ α Σw²/batch rows, weights drawn evenly from ±√(6/(in+out)) (Glorot &amp; Bengio 2010): the conventions of scikit-learn's
/// MLPRegressor, so that its settings mean the same here. Single precision. The same seed gives the same network. Cost 6 operations per weight
/// and row in an epoch. Not thread-safe: each fold trains its own.
/// </remarks>
public sealed unsafe class Mlp
{
    private readonly MlpSettings _settings;
    private readonly MlpLayer[] _layers;
    private readonly float[] _parameters;
    private readonly float[] _gradients;
    private readonly Adam _adam;
    private readonly MatrixProduct _product = new();
    private readonly Random _dice;
    private float[][] _activations = [];
    private float[][] _deltas = [];
    private int _roomRows;

    public Mlp(int inputCount, MlpSettings settings, int seed)
    {
        (_settings, _dice) = (settings, new Random(seed));
        int[] widths = [inputCount, .. settings.Layers, 1];
        _layers = new MlpLayer[widths.Length - 1];
        int length = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new MlpLayer(widths[i], widths[i + 1], length);
            length = _layers[i].End;
        }
        _parameters = GC.AllocateArray<float>(length, pinned: true);
        _gradients = GC.AllocateArray<float>(length, pinned: true);
        _adam = new Adam(length, settings.LearningRate);
        foreach (MlpLayer layer in _layers) layer.Draw(_parameters, _dice);
    }

    /// <summary>Trains until the loss no longer falls, or the epochs are over. Gives the epochs passed.</summary>
    /// <param name="inputs">Shape [rows, inputCount].</param>
    /// <param name="targets">Shape [rows].</param>
    public int Train(float[] inputs, float[] targets)
    {
        int rowCount = targets.Length, stale = 0, epoch = 0;
        int[] order = [.. Enumerable.Range(0, rowCount)];
        double best = double.PositiveInfinity;
        while (epoch < _settings.MaxEpochs && stale <= _settings.Patience)
        {
            double loss = Epoch(inputs, targets, order);
            stale = loss > best - _settings.Tolerance ? stale + 1 : 0;
            best = Math.Min(best, loss);
            epoch++;
        }
        return epoch;
    }

    /// <summary>One pass over all rows in batches, in a new order. Gives the mean loss before each batch's step.</summary>
    public double Epoch(float[] inputs, float[] targets, int[] order)
    {
        _dice.Shuffle(order);
        double loss = 0;
        int batchRows = Math.Min(_settings.BatchRows, order.Length), width = _layers[0].Inputs;
        MakeRoom(batchRows);
        for (int from = 0; from < order.Length; from += batchRows)
        {
            ReadOnlySpan<int> rows = order.AsSpan(from, Math.Min(batchRows, order.Length - from));
            for (int i = 0; i < rows.Length; i++) inputs.AsSpan(rows[i] * width, width).CopyTo(_activations[0].AsSpan(i * width));
            Forward(rows.Length);
            loss += Learn(rows, targets) * rows.Length;
        }
        return loss / order.Length;
    }

    /// <param name="inputs">Shape [rows, inputCount].</param>
    public float[] Predict(float[] inputs)
    {
        int rowCount = inputs.Length / _layers[0].Inputs;
        MakeRoom(rowCount);
        inputs.CopyTo(_activations[0], 0);
        Forward(rowCount);
        return _activations[^1][..rowCount];
    }

    private void Forward(int rowCount)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            MlpLayer layer = _layers[i];
            Span<float> to = _activations[i + 1].AsSpan(0, rowCount * layer.Outputs);
            for (int row = 0; row < rowCount; row++) layer.Biases(_parameters).CopyTo(to[(row * layer.Outputs)..]);
            fixed (float* from = _activations[i], parameters = _parameters)
            {
                _product.Run(rowCount, layer.Outputs, layer.Inputs,
                    MatrixFactor.Of(from, layer.Inputs), MatrixFactor.Of(parameters + layer.Start, layer.Outputs), to, add: true);
            }
            if (i < _layers.Length - 1) Rectify(to);
        }
    }

    private double Learn(ReadOnlySpan<int> rows, float[] targets)
    {
        double loss = 0;
        float share = 1f / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            float error = _activations[^1][i] - targets[rows[i]];
            _deltas[^1][i] = error * share;
            loss += 0.5 * error * error * share;
        }
        for (int i = _layers.Length - 1; i >= 0; i--) loss += 0.5 * _settings.Decay * share * Backward(i, rows.Length, (float)_settings.Decay * share);
        _adam.Step(_parameters, _gradients);
        return loss;
    }

    /// <summary>Gradients of one layer, and the errors handed down to the one below. Gives the sum of its squared weights.</summary>
    private double Backward(int i, int rowCount, float decay)
    {
        MlpLayer layer = _layers[i];
        ReadOnlySpan<float> weights = layer.Weights(_parameters);
        double squares;
        fixed (float* parameters = _parameters, below = _activations[i], errors = _deltas[i + 1])
        {
            MatrixFactor error = MatrixFactor.Of(errors, layer.Outputs);
            Span<float> gradient = layer.Weights(_gradients);
            _product.Run(layer.Inputs, layer.Outputs, rowCount, MatrixFactor.Of(below, layer.Inputs).Transposed, error, gradient, add: false);
            squares = AddDecay(gradient, weights, decay);
            if (i > 0)
            {
                Span<float> handed = _deltas[i].AsSpan(0, rowCount * layer.Inputs);
                MatrixFactor transposed = MatrixFactor.Of(parameters + layer.Start, layer.Outputs).Transposed;
                _product.Run(rowCount, layer.Inputs, layer.Outputs, error, transposed, handed, add: false);
                Silence(handed, _activations[i]);
            }
        }
        Span<float> biases = layer.Biases(_gradients);
        biases.Clear();
        for (int row = 0; row < rowCount; row++) Add(biases, _deltas[i + 1].AsSpan(row * layer.Outputs, layer.Outputs));
        return squares;
    }

    private void MakeRoom(int rowCount)
    {
        if (rowCount <= _roomRows) return;
        _roomRows = rowCount;
        _activations = [new float[checked(rowCount * _layers[0].Inputs)], .. _layers.Select(layer => new float[checked(rowCount * layer.Outputs)])];
        _deltas = [.. _activations.Select(activation => new float[activation.Length])];
    }

    private static void Rectify(Span<float> values)
    {
        Span<Vector<float>> parts = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref Vector<float> part in parts) part = Vector.Max(part, Vector<float>.Zero);
        foreach (ref float value in values[(parts.Length * Vector<float>.Count)..]) value = Math.Max(value, 0);
    }

    /// <summary>No error passes a unit that was silent.</summary>
    private static void Silence(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector<float>> parts = MemoryMarshal.Cast<float, Vector<float>>(errors);
        ReadOnlySpan<Vector<float>> active = MemoryMarshal.Cast<float, Vector<float>>(activations);
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Vector.ConditionalSelect(Vector.GreaterThan(active[i], Vector<float>.Zero), parts[i], Vector<float>.Zero);
        for (int i = parts.Length * Vector<float>.Count; i < errors.Length; i++) errors[i] = activations[i] > 0 ? errors[i] : 0;
    }

    private static double AddDecay(Span<float> gradient, ReadOnlySpan<float> weights, float decay)
    {
        Span<Vector<float>> parts = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        ReadOnlySpan<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Vector<float> squares = Vector<float>.Zero;
        for (int i = 0; i < parts.Length; i++) (parts[i], squares) = (parts[i] + w[i] * decay, squares + w[i] * w[i]);
        double sum = Vector.Sum(squares);
        for (int i = parts.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            gradient[i] += decay * weights[i];
            sum += weights[i] * weights[i];
        }
        return sum;
    }

    private static void Add(Span<float> to, ReadOnlySpan<float> values)
    {
        Span<Vector<float>> parts = MemoryMarshal.Cast<float, Vector<float>>(to);
        ReadOnlySpan<Vector<float>> added = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < parts.Length; i++) parts[i] += added[i];
        for (int i = parts.Length * Vector<float>.Count; i < to.Length; i++) to[i] += values[i];
    }
}
