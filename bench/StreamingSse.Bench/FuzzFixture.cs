using StreamingSse.Formats;

namespace StreamingSse.Bench;

/// <summary>A file to damage, and what is read from it undamaged.</summary>
public sealed class FuzzFixture
{
    public FuzzFixture(string name, byte[] bytes, Func<IFrameParser> parser, bool isText, bool hasMarks)
    {
        (Name, Bytes, Parser, IsText, HasMarks) = (name, bytes, parser, isText, hasMarks);
        Intact = FuzzReading.Read(this, bytes, []).Frames;
        if (Intact.Count < 2) throw new BadInputException(name, "two frames to damage", $"{Intact.Count}");
        HeaderEnd = Math.Max(0, Intact[0].End - (Intact[1].End - Intact[0].End));
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    public Func<IFrameParser> Parser { get; }

    /// <summary>Fed by whole lines.</summary>
    public bool IsText { get; }

    /// <summary>False where nothing but its place tells a frame (NetCDF): bytes that are shifted are then another frame's.</summary>
    public bool HasMarks { get; }

    public List<FuzzFrame> Intact { get; }

    /// <summary>Where the first frame begins, about.</summary>
    public int HeaderEnd { get; }
}
