namespace StreamingSse.Kernel.Arrhenius;

/// <summary>The cheapest way to a target: additions to at most two runs.</summary>
/// <remarks>
/// One wanted combination of two parameters is known best from at most two places (Elfving 1952), and E_a and ln σ(300 K) are nearly the same combination. For
/// every pair the first addition goes through a geometric ladder and the second is found by bisection. Cost O(options² · 25 · 40) small steps.
/// </remarks>
internal sealed record CampaignPlan(double Cost, double FirstAddPs, double SecondAddPs)
{
    private const int Rungs = 24;
    private const double RungRatio = 1.35;
    private const int Halvings = 24;
    private const double LongestPs = 1e7;

    public static CampaignPlan Impossible { get; } = new(double.PositiveInfinity, 0, 0);

    public static CampaignPlan Of(CampaignOption first, CampaignOption second, LineInformation now, CampaignTarget target)
    {
        CampaignPlan best = Impossible;
        double addPs = first.FirstAddPs;
        for (int rung = 0; rung < Rungs; rung++, addPs *= RungRatio)
        {
            double cost = first.Cost(addPs);
            if (cost >= best.Cost) break;
            double more = LeastAddPs(second, first.After(now, addPs), target);
            if (double.IsFinite(more) && cost + second.Cost(more) < best.Cost) best = new CampaignPlan(cost + second.Cost(more), addPs, more);
        }
        return best;
    }

    private static double LeastAddPs(CampaignOption option, LineInformation now, CampaignTarget target)
    {
        if (now.Reaches(target)) return 0;
        double low = option.FirstAddPs, high = LongestPs;
        if (option.After(now, low).Reaches(target)) return low;
        if (!option.After(now, high).Reaches(target)) return double.PositiveInfinity;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (option.After(now, middle).Reaches(target)) high = middle;
            else low = middle;
        }
        return high;
    }
}
