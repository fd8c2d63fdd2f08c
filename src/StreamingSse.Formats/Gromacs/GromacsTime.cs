using System.Globalization;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Gromacs;

/// <summary>Mends the times of GROMACS' files, which are of single precision: from 0.1 ns on, femtoseconds are lost.</summary>
/// <remarks>A time is taken as the shortest decimal that rounds to it (0.1, not 0.10000000149); while the steps go on evenly, it is counted in steps.</remarks>
internal sealed class GromacsTime
{
    private const int MostRoundings = 2;
    private long _firstStep;
    private double _firstPs = double.NaN, _stepPs = double.NaN;

    public double Ps(long step, float filePs)
    {
        double readPs = Shortest(filePs);
        if (double.IsNaN(_firstPs)) (_firstStep, _firstPs) = (step, readPs);
        if (double.IsNaN(_stepPs) && step > _firstStep && readPs > _firstPs) _stepPs = (readPs - _firstPs) / (step - _firstStep);
        double countedPs = _firstPs + (step - _firstStep) * _stepPs;
        return Math.Abs(countedPs - readPs) <= MostRoundings * (MathF.BitIncrement(MathF.Abs(filePs)) - (double)MathF.Abs(filePs)) ? countedPs : readPs;
    }

    public void Restart() => (_firstPs, _stepPs) = (double.NaN, double.NaN);

    public void Carry(StateCarrier state) => (_firstStep, _firstPs, _stepPs) = (state.Carry(_firstStep), state.Carry(_firstPs), state.Carry(_stepPs));

    /// <summary>The shortest decimal that rounds to the value.</summary>
    public static double Shortest(float value)
    {
        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture) ? double.Parse(text[..length], CultureInfo.InvariantCulture) : value;
    }
}
