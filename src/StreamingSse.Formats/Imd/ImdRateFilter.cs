using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>Leaves out the first frames of a numbered stream until they come at the rate that was asked for: GROMACS takes a few frames to change to it.</summary>
/// <remarks>
/// Frames without a number pass: LAMMPS changes before it sends the first. A server that keeps another rate for <see cref="Patience"/> frames is
/// taken as it is. One owner.
/// </remarks>
internal sealed class ImdRateFilter(int stepsPerFrame) : IDisposable
{
    private const int Patience = 20;
    private Frame? _held, _next;
    private long _heldStep, _steps;
    private int _sameCount;

    /// <summary>Steps between frames as they come; 0 before that is sure.</summary>
    public long SettledSteps { get; private set; }

    /// <returns>True where the frame may go on. It is this filter's otherwise.</returns>
    public bool Passes(Frame frame)
    {
        if (SettledSteps > 0 || frame.Step is not long step) return true;
        if (_held is not null)
        {
            long steps = step - _heldStep;
            _sameCount = steps == _steps ? _sameCount + 1 : 0;
            _steps = steps;
            if (steps == stepsPerFrame || (steps > 0 && _sameCount >= Patience))
            {
                (SettledSteps, _next) = (steps, frame);
                return false;
            }
            _held.Dispose();
        }
        (_held, _heldStep) = (frame, step);
        return false;
    }

    /// <summary>The frames that were held until the rate was sure, one after the other.</summary>
    public bool TryTakeHeld(out Frame frame)
    {
        frame = SettledSteps > 0 ? _held ?? _next! : null!;
        if (frame is null) return false;
        if (_held is not null) _held = null;
        else _next = null;
        return true;
    }

    public void Dispose()
    {
        _held?.Dispose();
        _next?.Dispose();
        (_held, _next) = (null, null);
    }
}
