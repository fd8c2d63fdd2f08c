namespace StreamingSse.Bench;

/// <summary>The models of the coverage study, by group: the published sixteen, those the rule was tuned on, those it was only judged on.</summary>
internal static class CoverageModels
{
    public static readonly string[] Groups = ["original", "tune", "judge"];

    public static readonly (string Group, string Name, Func<int, CoverageRandom, CoverageWalk> Make)[] All =
    [
        ("original", "hop_rare", (n, r) => new HopWalk(n, r, 1e-4)),
        ("original", "hop_slow", (n, r) => new HopWalk(n, r, 1e-3)),
        ("original", "hop_mid", (n, r) => new HopWalk(n, r, 1e-2)),
        ("original", "hop_fast", (n, r) => new HopWalk(n, r, 0.1)),
        ("original", "latgas", (n, r) => new LatticeWalk(n, r, 0.05)),
        ("original", "string4", (n, r) => new StringWalk(n, r, 0.02, 8, 4)),
        ("original", "string8", (n, r) => new StringWalk(n, r, 0.02, 8, 8)),
        ("original", "langevin", (n, r) => new LangevinWalk(n, r, 0.05, 1)),
        ("original", "sub10", (n, r) => CageWalk.SubDiffusive(n, r, 0.02, 8)),
        ("original", "sub30", (n, r) => CageWalk.SubDiffusive(n, r, 0.02, 32)),
        ("original", "trans", (n, r) => new HopWalk(n, r, 0.02, boost: 4, boostPs: 15, relaxA: 1)),
        ("original", "hetero", (n, r) => new HopWalk(n, r, 0.08, mobileShare: 0.25)),
        ("original", "backhop15", (n, r) => new BackHopWalk(n, r, 0.03, 0.4, 15)),
        ("original", "backhop40", (n, r) => new BackHopWalk(n, r, 0.03, 0.4, 40)),
        ("original", "vib", (n, r) => new HopWalk(n, r, 0)),
        ("original", "rattle", (n, r) => new RattleWalk(n, r, 0.05)),
        ("tune", "backhop90", (n, r) => new BackHopWalk(n, r, 0.04, 0.4, 90)),
        ("tune", "backhop8", (n, r) => new BackHopWalk(n, r, 0.12, 0.6, 8)),
        ("tune", "pocket80", (n, r) => new PocketWalk(n, r, 0.04, 0.01, 80)),
        ("tune", "exchange60", (n, r) => new ExchangeWalk(n, r, 0.15, 40, 60)),
        ("tune", "breath30", (n, r) => new HopWalk(n, r, 0.05, breathing: 0.5, breathingPs: 30)),
        ("tune", "channel", (n, r) => new HopWalk(n, r, 0.05, channels: true)),
        ("tune", "cage50", (n, r) => new CageWalk(n, r, 0.015, (2, 0.4), (50, 0.8))),
        ("tune", "pair20", (n, r) => new PairWalk(n, r, 0.03, 20)),
        ("tune", "loop4", (n, r) => new LoopWalk(n, r, 0.03)),
        ("tune", "rattle_slow", (n, r) => new RattleWalk(n, r, 0.006)),
        ("judge", "backhop100", (n, r) => new BackHopWalk(n, r, 0.06, 0.5, 100)),
        ("judge", "backhop60", (n, r) => new BackHopWalk(n, r, 0.015, 0.3, 60)),
        ("judge", "backhop5", (n, r) => new BackHopWalk(n, r, 0.05, 0.7, 5)),
        ("judge", "backhet25", (n, r) => new BackHopWalk(n, r, 0.08, 0.4, 25, mobileShare: 0.5)),
        ("judge", "pocket100", (n, r) => new PocketWalk(n, r, 0.08, 0.02, 100)),
        ("judge", "pocket20", (n, r) => new PocketWalk(n, r, 0.02, 0.02, 20)),
        ("judge", "exchange150", (n, r) => new ExchangeWalk(n, r, 0.1, 80, 150)),
        ("judge", "waiting", (n, r) => new WaitingWalk(n, r, 0.6, 0.5, 200)),
        ("judge", "breath80", (n, r) => new HopWalk(n, r, 0.04, breathing: 0.4, breathingPs: 80)),
        ("judge", "drift100", (n, r) => new HopWalk(n, r, 0.05, boost: 0.8, boostPs: 60)),
        ("judge", "persist", (n, r) => new HopWalk(n, r, 0.06, persistence: 0.4)),
        ("judge", "cage80", (n, r) => new CageWalk(n, r, 0.02, (5, 0.5), (80, 1.0))),
        ("judge", "langevin01", (n, r) => new LangevinWalk(n, r, 0.08, 0.1)),
        ("judge", "string2", (n, r) => new StringWalk(n, r, 0.05, 8, 2)),
        ("judge", "rattle_mid", (n, r) => new RattleWalk(n, r, 0.015)),
    ];
}
