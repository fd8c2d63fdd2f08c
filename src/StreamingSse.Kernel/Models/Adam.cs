using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Models;

/// <summary>Stochastic gradient steps scaled by running moments of the gradient (Kingma &amp; Ba, ICLR 2015, end of §2).</summary>
/// <param name="parameterCount">A multiple of the widest vector.</param>
internal sealed class Adam(int parameterCount, double learningRate)
{
    private const double Beta1 = 0.9, Beta2 = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly float[] _mean = new float[parameterCount];
    private readonly float[] _square = new float[parameterCount];
    private long _steps;

    /// <summary>One step of all parameters along their gradients. Cost about 12 operations per parameter.</summary>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _steps++;
        float rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, _steps)) / (1 - Math.Pow(Beta1, _steps)));
        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(_mean.AsSpan());
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(_square.AsSpan());
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = m[i] * (float)Beta1 + g[i] * (float)(1 - Beta1);
            v[i] = v[i] * (float)Beta2 + g[i] * g[i] * (float)(1 - Beta2);
            w[i] -= m[i] * rate / (Vector.SquareRoot(v[i]) + epsilon);
        }
    }
}
