using System.Globalization;
using System.Text;

namespace StreamingSse.Bench;

/// <summary>Writes many LAMMPS dumps that grow together, frame by frame, as so many running simulations would.</summary>
/// <remarks>Ions walk at random; half of them are Li, half O. Step numbers count up by 50, so a reader can tell lost, doubled and swapped frames.</remarks>
internal static class GrowingFiles
{
    private const double EdgeA = 20;

    /// <param name="arguments">DIRECTORY FILES ATOMS FRAMES INTERVAL_MS</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var directory, var files, var atoms, var frames, var interval])
        {
            await Console.Error.WriteLineAsync("usage: sse-bench grow DIRECTORY FILES ATOMS FRAMES INTERVAL_MS");
            return 2;
        }

        int fileCount = int.Parse(files), atomCount = int.Parse(atoms), frameCount = int.Parse(frames);
        Directory.CreateDirectory(directory);
        var walks = Enumerable.Range(0, fileCount).Select(file => new Walk(Path.Combine(directory, $"run{file:0000}.lammpstrj"), atomCount, seed: file)).ToArray();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, int.Parse(interval))));
        for (int frame = 0; frame < frameCount; frame++)
        {
            foreach (Walk walk in walks) walk.WriteFrame(frame);
            if (frame + 1 < frameCount) await timer.WaitForNextTickAsync();
        }

        foreach (Walk walk in walks) walk.Dispose();
        return 0;
    }

    internal sealed class Walk : IDisposable
    {
        private readonly FileStream _file;
        private readonly Random _random;
        private readonly double[] _positionsA;
        private readonly StringBuilder _text = new();

        public Walk(string path, int atomCount, int seed)
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _random = new Random(seed);
            _positionsA = [.. Enumerable.Range(0, 3 * atomCount).Select(_ => EdgeA * _random.NextDouble())];
        }

        public void WriteFrame(int frame)
        {
            int atomCount = _positionsA.Length / 3;
            _text.Clear().Append(CultureInfo.InvariantCulture, $"ITEM: TIMESTEP\n{50 * frame}\nITEM: NUMBER OF ATOMS\n{atomCount}\nITEM: BOX BOUNDS pp pp pp\n");
            for (int axis = 0; axis < 3; axis++) _text.Append(CultureInfo.InvariantCulture, $"0.0 {EdgeA:0.0}\n");
            _text.Append("ITEM: ATOMS id element xu yu zu\n");
            for (int atom = 0; atom < atomCount; atom++)
            {
                for (int axis = 0; axis < 3; axis++) _positionsA[3 * atom + axis] += 0.2 * (_random.NextDouble() - 0.5);
                _text.Append(CultureInfo.InvariantCulture,
                    $"{atom + 1} {(atom % 2 == 0 ? "Li" : "O")} {_positionsA[3 * atom]:0.0000} {_positionsA[3 * atom + 1]:0.0000} {_positionsA[3 * atom + 2]:0.0000}\n");
            }

            _file.Write(Encoding.ASCII.GetBytes(_text.ToString()));
        }

        public void Dispose() => _file.Dispose();
    }
}
