using System.Globalization;
using StreamingSse.Formats;
using StreamingSse.Formats.Dcd;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.NetCdf;
using StreamingSse.Formats.Vasp;

namespace StreamingSse.Bench;

/// <summary>
/// Damages binary trajectories, ASE .traj, IMD streams, vasprun.xml and OUTCAR: no crash, no hang, no memory out of proportion, the same frames however the bytes come,
/// and no frame that is not one of the file's own unless damaged bytes are part of it. These formats hold no checksums: what is damaged inside a frame and
/// still well formed cannot be told.
/// </summary>
public static class BinaryFuzz
{
    private const long BytesPerParser = 4 << 20, BytesPerByte = 1000;

    /// <summary>Files of a folder with the parser of each.</summary>
    public static IReadOnlyList<FuzzFixture> Fixtures(params string[] folders) =>
    [
        .. from folder in folders
           from path in File.Exists(folder) ? new[] { folder } : Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
           let read = ReaderOf(path)
           where read is not null
           orderby path
           select new FuzzFixture(Path.GetFileName(path), File.ReadAllBytes(path), read, hasMarks: Path.GetExtension(path) is not (".nc" or ".traj")),
    ];

    /// <summary>The command: 0 where all went well.</summary>
    public static int Run(IReadOnlyList<FuzzFixture> fixtures, int count, int seed)
    {
        FuzzTally tally = Check(fixtures, count, seed);
        Console.WriteLine($"{count} mutations (seed {seed}) of {string.Join(", ", tally.MutationsOf.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Console.WriteLine($"{tally.Frames} frames, {tally.Own} of untouched bytes, each where the file has one: {tally.Same} of these bit for bit as they were, {tally.Own - tally.Same} other for damage before them; {tally.Rejected} rejections, nothing wrong");
        return 0;
    }

    /// <summary>Tries so many mutations; throws at the first wrong one, with the number that repeats it.</summary>
    public static FuzzTally Check(IReadOnlyList<FuzzFixture> fixtures, int count, int seed)
    {
        var tally = new FuzzTally();
        for (int i = 0; i < count; i++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + i));
            FuzzFixture fixture = fixtures[random.Next(fixtures.Count)];
            DamagedBytes damaged = DamagedBytes.Of(fixture.Bytes, fixture.HeaderEnd, random);
            try
            {
                FuzzReading whole = CheckOne(fixture, damaged, random);
                tally.Take(fixture.Name, whole);
                Compare(fixture, damaged, whole, tally);
            }
            catch (Exception e)
            {
                string kept = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fuzz-{seed}-{i}-{fixture.Name}"));
                File.WriteAllBytes(kept, damaged.Bytes);
                throw new InvalidOperationException($"mutation {i} of seed {seed}, of {fixture.Name} (kept as {kept}): {e.Message}", e);
            }
        }
        return tally;
    }

    private static FuzzReading CheckOne(FuzzFixture fixture, DamagedBytes damaged, Random random)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        FuzzReading whole = fixture.Read(damaged.Bytes, []);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > BytesPerParser + BytesPerByte * damaged.Bytes.Length) throw new InvalidOperationException($"{allocated} bytes allocated for {damaged.Bytes.Length}");
        FuzzReading pieces = fixture.Read(damaged.Bytes, [.. Enumerable.Range(0, 6).Select(_ => random.Next(damaged.Bytes.Length + 1)).Order()]);
        if (pieces.Frames.Count != whole.Frames.Count || !pieces.Frames.Zip(whole.Frames).All(pair => pair.First.IsSameAs(pair.Second))) throw new InvalidOperationException("other frames when fed in pieces");
        if (!pieces.Rejected.SequenceEqual(whole.Rejected)) throw new InvalidOperationException("other rejections when fed in pieces");
        return whole;
    }

    // Of frames that no damage touched: each ends where the file has one, and is that one bit for bit where no damage came before it either.
    private static void Compare(FuzzFixture fixture, DamagedBytes damaged, FuzzReading read, FuzzTally tally)
    {
        if (damaged.TouchesHeader) return; // the sizes and orders of all frames hang on it
        foreach (FuzzFrame frame in read.Frames)
        {
            if (!damaged.IsUntouched(fixture.HasMarks ? frame.Start : 0, frame.End - (fixture.HasMarks ? frame.Start : 0))) continue;
            int end = damaged.OriginOf(frame.End - 1) + 1, at = fixture.Intact.FindIndex(one => one.End == end);
            if (at < 0 && frame.End == damaged.Bytes.Length) at = fixture.Intact.FindIndex(one => one.Content == frame.Content); // cut within the line that ends it
            if (at < 0) throw new InvalidOperationException($"a frame ends at byte {frame.End}, where the file has none");
            bool isSame = frame.Content == fixture.Intact[at].Content;
            if (!isSame && damaged.IsUntouched(0, frame.Start)) throw new InvalidOperationException($"frame {at} was not touched and differs");
            tally.TakeOwn(isSame);
        }
    }

    private static FuzzReader? ReaderOf(string path) => Path.GetExtension(path) == ".traj" ? FuzzReading.OfTraj
        : ParserOf(path) is { } make ? (bytes, cuts) => FuzzReading.OfStream(make(), IsText(path), bytes, cuts) : null;

    private static bool IsText(string path) => Path.GetFileName(path) is var name && (name.StartsWith("vasprun") || name.Contains("OUTCAR"));

    private static Func<IFrameParser>? ParserOf(string path) => (Path.GetExtension(path), Path.GetFileName(path)) switch
    {
        (".xtc", _) => () => new XtcParser(),
        (".trr", _) => () => new TrrParser(),
        (".dcd", _) => () => new DcdParser(),
        (".nc", _) => () => new NetCdfParser(),
        (".bin", var name) => () => new ImdParser("imd://fuzz:1", name.Contains("gromacs") ? 639 : 324, false, LammpsUnits.Find("metal")!),
        (_, var name) when name.StartsWith("vasprun") => () => new VasprunParser(),
        (_, var name) when name.Contains("OUTCAR") => () => new OutcarParser(),
        _ => null,
    };
}
