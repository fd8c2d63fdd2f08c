namespace StreamingSse.Kernel.Arrhenius;

/// <summary>When a material's line is known well enough.</summary>
/// <param name="EaHalfWidthEv">Half-width of the 95 % interval on E_a, eV.</param>
/// <param name="LogSigma300HalfWidth">Half-width of the 95 % interval on ln σ(300 K); ln 2 is a factor of two either way.</param>
public sealed record CampaignTarget(double EaHalfWidthEv, double LogSigma300HalfWidth)
{
    public bool IsReached(ArrheniusFit fit) =>
        fit.EaEv.HalfWidth <= EaHalfWidthEv
        && Statistics.Normal.Z975 * Math.Sqrt(fit.LogVarianceAt(MaterialArrhenius.RoomK)) <= LogSigma300HalfWidth;
}
