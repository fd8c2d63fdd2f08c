using System.Globalization;
using System.Text;

namespace StreamingSse.Host.Tests;

/// <summary>A LAMMPS run of 64 ions that walk at random among 8 that stand still, frames 0.5 ps apart: it converges within some 100 ps.</summary>
internal static class RandomWalk
{
    public const string Log = "LAMMPS (29 Sep 2021)\nunits metal\ntimestep 0.002\ndump d all custom 250 traj.lammpstrj id element xu yu zu\n";

    public static string Dump(int frameCount)
    {
        var random = new Random(7);
        double[] xA = new double[3 * 64];
        var text = new StringBuilder();
        for (int frame = 0; frame < frameCount; frame++)
        {
            text.Append(CultureInfo.InvariantCulture, $"ITEM: TIMESTEP\n{250 * frame}\nITEM: NUMBER OF ATOMS\n72\nITEM: BOX BOUNDS pp pp pp\n0 20\n0 20\n0 20\nITEM: ATOMS id element xu yu zu\n");
            for (int ion = 0; ion < 64; ion++) text.Append(CultureInfo.InvariantCulture, $"{ion + 1} Li {xA[3 * ion]:0.000} {xA[3 * ion + 1]:0.000} {xA[3 * ion + 2]:0.000}\n");
            for (int host = 0; host < 8; host++) text.Append(CultureInfo.InvariantCulture, $"{host + 65} O {host}.0 {(frame + host) % 2 * 0.01:0.000} 1.0\n");
            for (int c = 0; c < xA.Length; c++) xA[c] += 2 * (random.NextDouble() - 0.5);
        }

        return text.ToString();
    }
}
