namespace StreamingSse.Kernel.State;

/// <summary>A field that <c>Carry</c> leaves out, and why it may: what it holds follows from the rest, or is work space. A test asks for one of the two.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotStateAttribute(string why) : Attribute
{
    public string Why => why;
}
