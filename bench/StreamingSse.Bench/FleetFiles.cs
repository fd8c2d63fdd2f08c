using System.Globalization;

namespace StreamingSse.Bench;

/// <summary>Writes a fleet of hop trajectories with known E_a: nine materials, three temperatures each, replicas, and some that go on growing.</summary>
/// <remarks>Below DIR: MATERIAL/TTTK[/seedN]/run.lammpstrj with an sse.conf beside it. LAMMPS text dumps, 1 fs a step, 0.5 ps a frame.</remarks>
internal static class FleetFiles
{
    private const int IonCount = 64;
    private const double FramePs = 0.5;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250); // a growing file gets its next frames this often
    private static readonly double[] LadderK = [600, 700, 850];

    private static readonly (string Name, string Ion, string Host, double EaEv)[] Materials =
    [
        ("Li2O", "Li", "O", 0.20), ("Li3N", "Li", "N", 0.24), ("NaI", "Na", "I", 0.28), ("Na2S", "Na", "S", 0.22), ("AgBr", "Ag", "Br", 0.18),
        ("CuI", "Cu", "I", 0.26), ("SrCl2", "Cl", "Sr", 0.30), ("BaF2", "F", "Ba", 0.25), ("CeO2", "O", "Ce", 0.32),
    ];

    /// <param name="growS">Seconds over which the last six runs are written; the others are there at once.</param>
    public static async Task<int> Run(string folder, double lengthPs, double growS)
    {
        List<Task> growing = [];
        int index = 0;
        foreach ((string name, string ion, string host, double eaEv) in Materials)
        {
            foreach (double k in LadderK)
            {
                int replicas = name is "Li2O" or "AgBr" ? 2 : 1;
                for (int seed = 1; seed <= replicas; seed++, index++)
                {
                    string place = Path.Combine(folder, name, $"{k}K", replicas > 1 ? $"seed{seed}" : "");
                    Directory.CreateDirectory(place);
                    File.WriteAllText(Path.Combine(place, "sse.conf"), string.Create(CultureInfo.InvariantCulture,
                        $"run {{ material = {name}, specie = [{ion}], temperature-k = {k}, timestep-fs = 1, cores = 16 }}\n"));
                    double ratePerPs = 0.1 * Math.Exp(-eaEv / Kernel.Units.BoltzmannEvPerK * (1 / k - 1 / 1000.0));
                    var walk = new HopWalk(IonCount, new CoverageRandom((ulong)(1000 + index)), ratePerPs);
                    string path = Path.Combine(place, "run.lammpstrj");
                    bool grows = growS > 0 && name is "BaF2" or "CeO2";
                    if (grows) growing.Add(Write(path, walk, ion, host, lengthPs, growS));
                    else await Write(path, walk, ion, host, lengthPs, 0);
                }
            }
        }
        Console.WriteLine($"{index} runs of {Materials.Length} materials in {folder}{(growing.Count > 0 ? $"; {growing.Count} of them grow for {growS} s" : "")}");
        await Task.WhenAll(growing);
        return 0;
    }

    private static async Task Write(string path, HopWalk walk, string ion, string host, double lengthPs, double growS)
    {
        double[] positionsA = new double[3 * IonCount], sitesA = new double[6 * IonCount];
        var dice = new CoverageRandom(7);
        for (int c = 0; c < sitesA.Length; c++) sitesA[c] = 16 * dice.Uniform();
        int frames = (int)(lengthPs / FramePs), atOnce = growS > 0 ? Math.Max(1, (int)(frames * Pace.TotalSeconds / growS)) : frames;
        await using StreamWriter text = new(path);
        for (int frame = 0; frame <= frames; frame++)
        {
            walk.Next(frame == 0 ? 0 : FramePs, positionsA);
            WriteFrame(text, (long)(frame * FramePs * 1000), positionsA, sitesA, ion, host);
            if (growS <= 0 || frame % atOnce != 0) continue;
            await text.FlushAsync();
            await Task.Delay(Pace);
        }
    }

    private static void WriteFrame(StreamWriter text, long step, double[] positionsA, double[] sitesA, string ion, string host)
    {
        text.Write(string.Create(CultureInfo.InvariantCulture, $"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{2 * IonCount}\nITEM: BOX BOUNDS pp pp pp\n0 16\n0 16\n0 16\nITEM: ATOMS id element xu yu zu\n"));
        for (int atom = 0; atom < 2 * IonCount; atom++)
        {
            double x(int axis) => sitesA[3 * atom + axis] + (atom < IonCount ? positionsA[3 * atom + axis] : 0.05 * Math.Sin(step * 0.01 + atom + axis));
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{atom + 1} {(atom < IonCount ? ion : host)} {x(0):0.0000} {x(1):0.0000} {x(2):0.0000}\n"));
        }
    }
}
