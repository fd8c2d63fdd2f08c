namespace StreamingSse.Pipeline.Hocon;

/// <summary>Everything that was said of one key, oldest first: HOCON's merge stack.</summary>
/// <remarks>
/// The last definition wins; objects merge with what lies below them; a substitution may refer to what lies below it.
/// What can never be seen again is dropped at once.
/// </remarks>
internal sealed class HoconField
{
    private readonly List<HoconNode> _definitions = [];

    public HoconField() { }

    public HoconField(HoconNode value) => _definitions.Add(value);

    public IReadOnlyList<HoconNode> Definitions => _definitions;

    public HoconNode? Top => _definitions.Count > 0 ? _definitions[^1] : null;

    public void Push(HoconNode value)
    {
        switch (value)
        {
            case HoconNode.Object upper when Top is HoconNode.Object lower:
                foreach ((string name, HoconField field) in upper.Fields)
                    foreach (HoconNode definition in field._definitions)
                        lower.Field(name).Push(definition);
                return;
            case HoconNode.Scalar or HoconNode.List:
                _definitions.Clear();   // neither merges nor looks below: what it hides is never evaluated
                break;
        }
        _definitions.Add(value);
    }
}
