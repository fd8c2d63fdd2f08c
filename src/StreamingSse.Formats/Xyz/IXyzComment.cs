using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Xyz;

/// <summary>The grammar of the comment line, in which the kinds of xyz differ.</summary>
internal interface IXyzComment
{
    BadInput? Read(ReadOnlySpan<byte> line, long lineNumber, out XyzHeader header);

    /// <summary>The line can hardly be anything but a comment of this kind: good enough to find one's place again after damage.</summary>
    bool IsUnmistakable(ReadOnlySpan<byte> line);

    void Carry(StateCarrier state);
}
