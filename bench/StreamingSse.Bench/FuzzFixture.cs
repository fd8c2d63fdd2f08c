using StreamingSse.Formats;

namespace StreamingSse.Bench;

/// <summary>Reads bytes that come in pieces.</summary>
/// <param name="cuts">Where they are cut.</param>
public delegate FuzzReading FuzzReader(byte[] bytes, int[] cuts);

/// <summary>A file to damage, and what is read from it undamaged.</summary>
public sealed class FuzzFixture
{
    public FuzzFixture(string name, byte[] bytes, FuzzReader read, bool hasMarks)
    {
        (Name, Bytes, Read, HasMarks) = (name, bytes, read, hasMarks);
        Intact = read(bytes, []).Frames;
        if (Intact.Count < 2) throw new BadInputException(name, "two frames to damage", $"{Intact.Count}");
        HeaderEnd = Math.Max(0, Intact[0].End - (Intact[1].End - Intact[0].End));
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    public FuzzReader Read { get; }

    /// <summary>False where nothing but its place tells a frame (NetCDF, .traj): bytes that are shifted are then another frame's.</summary>
    public bool HasMarks { get; }

    public List<FuzzFrame> Intact { get; }

    /// <summary>Where the first frame begins, about.</summary>
    public int HeaderEnd { get; }
}
