using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>What more time at one temperature would do to a line: its covariance after one more weighted point.</summary>
/// <remarks>
/// The information matrix gains w (1, x)(1, x)ᵀ, x = 1/kT, w = 1/variance of ln D; its inverse follows from the old one (Sherman &amp; Morrison 1950).
/// Designs that spend where Σ of the wanted variances falls most are c-optimal (Elfving, Ann. Math. Stat. 23, 255 (1952)).
/// </remarks>
internal readonly record struct LineInformation(double D0, double Both, double Ea)
{
    public static LineInformation Of(ArrheniusFit fit) => new(fit.Covariance.D0, fit.Covariance.Both, fit.Covariance.Ea);

    public double EaHalfWidthEv => Normal.Z975 * Math.Sqrt(Ea);

    public double RoomHalfWidth => Normal.Z975 * Math.Sqrt(RoomVariance);

    /// <summary>Variance of ln D, and so of ln σ, at 300 K.</summary>
    public double RoomVariance
    {
        get
        {
            double x = ArrheniusFit.InverseEv(MaterialArrhenius.RoomK);
            return D0 - 2 * x * Both + x * x * Ea;
        }
    }

    public bool Reaches(CampaignTarget target) => EaHalfWidthEv <= target.EaHalfWidthEv && RoomHalfWidth <= target.LogSigma300HalfWidth;

    /// <param name="weight">1/variance of ln D that is gained at this temperature.</param>
    public LineInformation With(double temperatureK, double weight)
    {
        // ln D = ln D₀ − x E_a: the row is (1, −x).
        double x = ArrheniusFit.InverseEv(temperatureK), p = D0 - x * Both, q = Both - x * Ea, scale = weight / (1 + weight * (p - x * q));
        return new LineInformation(D0 - scale * p * p, Both - scale * p * q, Ea - scale * q * q);
    }

    /// <summary>Fall of both variances, each in parts of what it was: 0 nothing, 2 everything.</summary>
    public double GainOf(LineInformation after) => 2 - after.Ea / Ea - after.RoomVariance / RoomVariance;
}
