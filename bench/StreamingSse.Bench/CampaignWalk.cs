using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>One hop trajectory that can be extended, and what the verdict says of it.</summary>
internal sealed class CampaignWalk(double ratePerPs, ulong seed)
{
    private const int IonCount = 64;
    private const double FramePs = 0.5;
    private readonly LocalDiffusivityLevels _levels = new(IonCount, FramePs);
    private readonly StopRule _stop = new(0.05);
    private readonly HopWalk _walk = new(IonCount, new CoverageRandom(seed), ratePerPs);
    private readonly double[] _positionsA = new double[3 * IonCount];
    private long _frames;
    private DiffusionVerdict? _verdict;

    public double CoveredPs => Math.Max(0, _frames - 1) * FramePs;

    public void Extend(double addPs)
    {
        for (long until = _frames + (long)Math.Ceiling(addPs / FramePs); _frames < until; _frames++)
        {
            _walk.Next(_frames == 0 ? 0 : FramePs, _positionsA);
            _levels.Add(_frames * FramePs, _positionsA);
            if (_stop.IsDue(_levels)) _stop.Check(_levels);
        }
        _verdict = DiffusionVerdict.Of(_levels, _stop, new TransportConditions(double.NaN, double.NaN, double.NaN));
    }

    public ArrheniusPoint? PointAt(double temperatureK) => _verdict switch
    {
        { State: VerdictState.Diffusing or VerdictState.Converged, Found: { } found } => ArrheniusPoint.Measured(temperatureK, found.D),
        { Found.UpperBound95: > 0 } => ArrheniusPoint.Below(temperatureK, _verdict.Found.UpperBound95) with { IsNothingSeen = SaysNothingSeen(_verdict) },
        _ => null,
    };

    private static bool SaysNothingSeen(DiffusionVerdict verdict) => new RunDiffusion(
        verdict.StateName, "", verdict.Found!.D, verdict.Found.UpperBound95, double.NaN, double.NaN, RunDiffusion.Unknown).IsNothingSeen;

    public CampaignRun RunAt(double temperatureK) => new(
        $"{temperatureK} K", temperatureK, CoveredPs, PointAt(temperatureK) is { IsBound: false } point ? point.LogError : double.NaN,
        _verdict?.Found?.ShortestQuotablePs ?? double.NaN, 1, IsGoingOn: true);
}
