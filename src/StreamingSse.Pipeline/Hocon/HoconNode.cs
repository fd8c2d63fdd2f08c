namespace StreamingSse.Pipeline.Hocon;

/// <summary>A value as it was written, or as it came out of resolution; a closed family compared by reference.</summary>
internal abstract class HoconNode(HoconOrigin origin)
{
    public HoconOrigin Origin { get; } = origin;

    public virtual string Kind => "a simple value";

    /// <summary>
    /// A simple value, kept as its text (HOCON converts between text, number and boolean on demand); null for <c>null</c>.
    /// A blank is the whitespace between two pieces of a concatenation.
    /// </summary>
    public sealed class Scalar(HoconOrigin origin, string? text, bool isBlank = false) : HoconNode(origin)
    {
        public string? Text { get; } = text;

        public bool IsBlank { get; } = isBlank;
    }

    public sealed class List(HoconOrigin origin, IReadOnlyList<HoconNode> items) : HoconNode(origin)
    {
        public IReadOnlyList<HoconNode> Items { get; } = items;

        public override string Kind => "an array";
    }

    public sealed class Object(HoconOrigin origin) : HoconNode(origin)
    {
        /// <summary>Fields in the order of their first mention.</summary>
        public Dictionary<string, HoconField> Fields { get; } = [];

        public override string Kind => "an object";

        /// <summary>The field of that name; made where it is not there.</summary>
        public HoconField Field(string name)
        {
            if (!Fields.TryGetValue(name, out HoconField? field)) Fields[name] = field = new HoconField();
            return field;
        }

        /// <summary>The object that a path leads to from here, made (and pushed over what is no object) where it is not there.</summary>
        public Object Descend(ReadOnlySpan<string> path, HoconOrigin origin)
        {
            Object at = this;
            foreach (string name in path)
            {
                HoconField field = at.Field(name);
                if (field.Top is not Object) field.Push(new Object(origin));
                at = (Object)field.Top!;
            }
            return at;
        }
    }

    /// <summary><c>${path}</c>, or <c>${?path}</c> where it may be undefined.</summary>
    /// <param name="scopes">Where the path is looked up, in this order: in an included file first from that file's own root.</param>
    public sealed class Substitution(HoconOrigin origin, string[] path, bool isOptional, IReadOnlyList<string[]> scopes) : HoconNode(origin)
    {
        public string[] Path { get; } = path;

        public bool IsOptional { get; } = isOptional;

        public IReadOnlyList<string[]> Scopes { get; } = scopes;
    }

    /// <summary>Several values on one line: text is joined, arrays are appended, objects are merged.</summary>
    public sealed class Concatenation(HoconOrigin origin, IReadOnlyList<HoconNode> pieces) : HoconNode(origin)
    {
        public IReadOnlyList<HoconNode> Pieces { get; } = pieces;
    }
}
