namespace StreamingSse.Pipeline.Wire;

/// <summary>The types of the MessagePack format, whatever the length of their form.</summary>
public enum MessagePackType
{
    Nil,
    Boolean,
    Whole,
    Real,
    Text,
    Binary,
    Array,
    Map,
    Extension,
}
