namespace StreamingSse.Kernel.Models;

/// <summary>Where a layer's weights, shape [inputs, outputs], and after them its biases, shape [outputs], lie in the parameters.</summary>
internal readonly record struct MlpLayer(int Inputs, int Outputs, int Start)
{
    /// <summary>Layers begin at multiples of the widest vector, so that a step over all parameters needs no rest.</summary>
    private const int Alignment = 16;

    private int WeightCount => Inputs * Outputs;

    public int End => checked((Start + WeightCount + Outputs + Alignment - 1) / Alignment * Alignment);

    public Span<float> Weights(float[] parameters) => parameters.AsSpan(Start, WeightCount);

    public Span<float> Biases(float[] parameters) => parameters.AsSpan(Start + WeightCount, Outputs);

    public void Draw(float[] parameters, Random dice)
    {
        double bound = Math.Sqrt(6.0 / (Inputs + Outputs));
        foreach (ref float parameter in parameters.AsSpan(Start, WeightCount + Outputs)) parameter = (float)(bound * (2 * dice.NextDouble() - 1));
    }
}
