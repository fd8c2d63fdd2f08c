using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests;

/// <summary>A made-up argyrodite run, smooth enough to be drawn the same everywhere. Synthetic: no number here was measured.</summary>
internal static class SyntheticRun
{
    public const double DA2PerPs = 0.0321;

    public static RunSnapshot Snapshot(int frameCount = 4001, double framePs = 0.1)
    {
        double lastPs = (frameCount - 1) * framePs;
        int lagCount = frameCount / 2;
        var fit = new DiffusionFit(0.0318, 20, 100);
        var paper = new DiffusionFit(DA2PerPs, lagCount * framePs / 2, lagCount * framePs);
        SpecieCurves[] species =
        [
            Curves("Li", 192, lagCount, framePs, DA2PerPs, 1.4, 30) with { Paper = paper, Fit = fit },
            Curves("P", 32, lagCount, framePs, 0.00002, 0.21, 62),
            Curves("S", 160, lagCount, framePs, 0.00011, 0.34, 41),
            Curves("Cl", 32, lagCount, framePs, 0.00008, 0.41, 24),
        ];
        return new RunSnapshot(
            Facts(frameCount, lastPs, framePs), new MobileDiffusion("Li", "framework", paper, fit), species,
            [new("all", 416, Bands(36, 58)), new("d", 192, Bands(30, 44)), new("nd", 224, Bands(24, 66))],
            [.. Enumerable.Range(0, 4).Select(i => Window(i, lastPs / 4))],
            [.. Descriptors()],
            new Dictionary<string, string> { ["gammaOptical"] = "needs phonons (DFT)", ["B"] = "needs an elastic tensor" })
        {
            Verdict = Converged,
            CrossChecks = new CrossChecks(1, 0.052, 0.051, 0.002, 0.0321, 0.0024, 0.4),
        };
    }

    private static DiffusionVerdict Converged
    {
        get
        {
            var found = new Assessment(
                CoveredPs: 400, D: new Interval(0.0321, 0.0289, 0.0358), UpperBound95: 0.0358, TestedLagPs: 128, RequiredLagPs: 96, OnsetLagPs: 8, PlateauLevel: 6,
                LeftAtTested: 0.02, HalvesZ: 0.4, Collectivity: 1.1, DiscardedPs: 0, Hops: 9800, ResidencePs: 40.7, MemoryWeight: 0.1, MemoryTimePs: 12);
            Interval one = new(1, 0.9, 1.1);
            return new DiffusionVerdict(
                VerdictState.Converged, "D = 0.0321 Å²/ps (0.0289 to 0.0358, ±11 %): as precise as asked for; memory tested up to 128 ps", 0.2, found,
                new Transport(one, one, one, one, one, one), new Interval(0, 0, 0), StopAtPs: 300, AtStop: found);
        }
    }

    public static DiffusionPoint[] History(int count = 200, double lastPs = 400) =>
    [
        .. Enumerable.Range(1, count).Select(i =>
        {
            double share = i / (double)count;
            double d = DA2PerPs * (1 + 0.12 * Math.Cos(14 * share) * Math.Exp(-2.2 * share) + 1.5 * Math.Exp(-40 * share));
            return new DiffusionPoint(share * lastPs, d, share < 0.25 ? double.NaN : 0.99 * d);
        }),
    ];

    public static LiveStatus Status { get; } = new()
    {
        Path = "Li6PS5Cl/600K/dump.lammpstrj",
        Engine = "LAMMPS",
        State = ReadingState.Following,
        FrameCount = 4001,
        BytesRead = 124_400_000,
        FileBytes = 124_400_000,
        FramesPerSecond = 0.412,
        BytesPerSecond = 12_800,
        PsPerHour = 148.3,
        LastFrameAge = TimeSpan.FromSeconds(2.2),
        ResultsFolder = "Li6PS5Cl/600K/sse-out",
        Events =
        [
            new(new DateTimeOffset(2026, 3, 1, 9, 14, 2, TimeSpan.Zero), "steps 120000–121000 were seen before and are skipped"),
            new(new DateTimeOffset(2026, 3, 1, 11, 40, 51, TimeSpan.Zero), "half-written frame waited for", 3),
        ],
    };

    private static RunFacts Facts(int frameCount, double lastPs, double framePs) => new(
        "Li6PS5Cl/600K/dump.lammpstrj", ["Li6PS5Cl/600K/dump.lammpstrj"], "LAMMPS", 416, frameCount, 0, lastPs, framePs,
        new Dictionary<string, int> { ["Li"] = 192, ["P"] = 32, ["S"] = 160, ["Cl"] = 32 }, 600,
        new Dictionary<string, double> { ["Li"] = 598.4, ["P"] = 601.2, ["S"] = 599.7, ["Cl"] = 604.1 },
        "dump columns vx vy vz", "every lag averages over all origins",
        [
            new("time step", "2 fs", "log.lammps:14"), new("units", "metal", "in.lammps:1"),
            new("species", "1=Li 2=P 3=S 4=Cl", "data.lammps:22"), new("temperature", "600 K", "in.lammps:31"),
        ],
        ["kinetic temperature of Cl (604 K) rests on 32 atoms: its error is 3 %"]);

    private static WindowRow Window(int i, double lengthPs) => new(i * lengthPs, (i + 1) * lengthPs, 0.1926 + 0.004 * Math.Sin(5 * i), 598 + i);

    // A cage of size cageA2, then a straight line: the shape of every MSD of an ion conductor.
    private static SpecieCurves Curves(string specie, int atoms, int lags, double framePs, double dA2PerPs, double cageA2, double bandMev)
    {
        double[] lagPs = [.. Enumerable.Range(0, lags).Select(m => m * framePs)];
        double[] total = [.. lagPs.Select(t => 6 * dA2PerPs * t + cageA2 * (1 - Math.Exp(-t / 0.4)))];
        double[] x = Array.ConvertAll(total, a2 => 0.4 * a2), y = Array.ConvertAll(total, a2 => 0.35 * a2);
        double[] z = Array.ConvertAll(total, a2 => 0.25 * a2);
        return new SpecieCurves(
            specie, atoms, lagPs, total, x, y, z, [.. total.Select(a2 => 1.7 * a2)],
            new DiffusionFit(dA2PerPs, lagPs[^1] / 2, lagPs[^1]), null, Bands(bandMev, 1.6 * bandMev));
    }

    private static Spectrum Bands(double firstMev, double secondMev)
    {
        double[] lagPs = [.. Enumerable.Range(0, 100).Select(m => m * 0.02)];
        double[] thz = [.. Enumerable.Range(0, 200).Select(k => k * 0.125)];
        double[] g = [.. thz.Select(nu => 0.3 * Bell(nu * 4.1357, firstMev, 9) + 0.2 * Bell(nu * 4.1357, secondMev, 6))];
        return new Spectrum(lagPs, [.. lagPs.Select(t => 40 * Math.Exp(-t / 0.2) * Math.Cos(firstMev * t))], thz, g);
    }

    private static double Bell(double x, double centre, double width) => Math.Exp(-0.5 * (x - centre) * (x - centre) / (width * width));

    private static IEnumerable<DescriptorValue> Descriptors()
    {
        yield return new("lindemann", 0.1123, "", 0.0012, "computed, 0–400 ps");
        foreach ((string stem, double value, string unit) in new[]
        {
            ("omega", 36.21, "meV"), ("omega30", 18.44, "meV"), ("eVib", 55.3, "meV"), ("cV", 0.0841, "meV/K"),
            ("fVib", -21.7, "meV"), ("sVib", 0.1283, "meV/K"),
        })
        {
            yield return new(stem + "All", value, unit, double.NaN, "computed");
            yield return new(stem + "Nd", 1.1 * value, unit, double.NaN, "computed");
            yield return new(stem + "D", 0.9 * value, unit, double.NaN, "computed");
        }
        yield return new("thetaD", 560.2, "K", double.NaN, "computed");
        yield return new("D", DA2PerPs, "Å²/ps", double.NaN, "computed, lags 100–200 ps");
        yield return new("msd", 0.412, "Å²", double.NaN, "computed");
    }
}
