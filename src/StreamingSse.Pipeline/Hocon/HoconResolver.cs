namespace StreamingSse.Pipeline.Hocon;

/// <summary>Turns a tree as written into one without substitutions or concatenations, each field with one value.</summary>
/// <remarks>
/// A substitution sees the final value of its path, with one exception: while a field's own value is being found, that value and
/// all that override it are out of sight, so that <c>a = ${a}b</c> looks back. What then still leads to itself is undefined.
/// A value that no such blinkers of an outer field touched is kept, so that each is found once.
/// </remarks>
internal sealed class HoconResolver(HoconNode.Object root, Func<string, string?> environment)
{
    private readonly Dictionary<HoconNode, HoconNode?> _known = [];
    private readonly Dictionary<HoconField, (int Visible, int Depth)> _blinkers = [];   // fields that are being evaluated
    private readonly HashSet<HoconNode> _open = [];                                     // objects and arrays being resolved
    private int _depth;
    private int _touchedDepth = int.MaxValue;   // the outermost evaluation whose blinkers were met
    private bool _cycle;

    public HoconNode.Object Resolve() => (HoconNode.Object)Evaluate(root)!;

    /// <summary>The value at <paramref name="path"/> below a field, resolved; null where it is undefined.</summary>
    private HoconNode? Look(HoconField field, ReadOnlySpan<string> path)
    {
        HoconNode.Object? upper = null;
        int visible = field.Definitions.Count;
        if (_blinkers.TryGetValue(field, out (int Visible, int Depth) blinkers))
        {
            visible = blinkers.Visible;
            _touchedDepth = Math.Min(_touchedDepth, blinkers.Depth);
        }
        for (int i = visible - 1; i >= 0; i--)
        {
            if (upper is not null && field.Definitions[i] is HoconNode.Scalar or HoconNode.List) break;   // hidden, so never evaluated
            HoconNode? found = LookInto(field, i, path, out bool hidesAllBelow);
            if (_cycle) return null;
            if (found is HoconNode.Object lower) upper = upper is null ? lower : Merge(upper, lower);
            else if (found is not null) return upper ?? found;
            if (hidesAllBelow) break;
        }
        return upper;
    }

    private HoconNode? LookInto(HoconField field, int index, ReadOnlySpan<string> path, out bool hidesAllBelow)
    {
        HoconNode? definition = field.Definitions[index];
        hidesAllBelow = definition is HoconNode.Scalar or HoconNode.List;
        if (path.IsEmpty) return EvaluateWithin(field, index);
        if (hidesAllBelow) return null;

        if (definition is not HoconNode.Object) definition = EvaluateWithin(field, index);
        hidesAllBelow = definition is HoconNode.Scalar or HoconNode.List;
        HoconField? child = null;
        (definition as HoconNode.Object)?.Fields.TryGetValue(path[0], out child);
        return child is null ? null : Look(child, path[1..]);
    }

    private HoconNode? EvaluateWithin(HoconField field, int index)
    {
        HoconNode definition = field.Definitions[index];
        if (definition is not (HoconNode.Substitution or HoconNode.Concatenation)) return Evaluate(definition);
        if (_known.TryGetValue(definition, out HoconNode? known)) return known;

        bool wasBlinkered = _blinkers.TryGetValue(field, out (int, int) before);
        int touchedBefore = _touchedDepth;
        _blinkers[field] = (index, ++_depth);
        _touchedDepth = int.MaxValue;
        HoconNode? value = Evaluate(definition);
        if (_touchedDepth >= _depth)
        {
            _known[definition] = value;
            _touchedDepth = int.MaxValue;
        }
        _touchedDepth = Math.Min(_touchedDepth, touchedBefore);
        _depth--;
        if (wasBlinkered) _blinkers[field] = before;
        else _blinkers.Remove(field);
        return value;
    }

    private HoconNode? Evaluate(HoconNode node)
    {
        if (node is HoconNode.Scalar) return node;
        if (!_open.Add(node))
        {
            _cycle = true;
            _touchedDepth = 0;
            return null;
        }
        HoconNode? value = node switch
        {
            HoconNode.Substitution substitution => Substitute(substitution),
            HoconNode.Concatenation concatenation => Concatenate(concatenation),
            HoconNode.List list => new HoconNode.List(list.Origin, [.. list.Items.Select(Evaluate).OfType<HoconNode>()]),
            HoconNode.Object made => ResolveFields(made),
            _ => throw new InvalidOperationException(node.GetType().Name),
        };
        _open.Remove(node);
        return value;
    }

    private HoconNode.Object ResolveFields(HoconNode.Object written)
    {
        var resolved = new HoconNode.Object(written.Origin);
        foreach ((string name, HoconField field) in written.Fields)
            if (Look(field, []) is HoconNode value) resolved.Fields[name] = new HoconField(value);
        return resolved;
    }

    private HoconNode? Substitute(HoconNode.Substitution substitution)
    {
        foreach (string[] scope in substitution.Scopes)
        {
            string[] path = [.. scope, .. substitution.Path];
            HoconNode? found = root.Fields.TryGetValue(path[0], out HoconField? field) ? Look(field, path.AsSpan(1)) : null;
            if (_cycle) break;
            // A message about a simple value points at the key that took it, not at the place it was taken from.
            if (found is HoconNode.Scalar scalar) return new HoconNode.Scalar(substitution.Origin, scalar.Text);
            if (found is not null) return found;
        }

        string name = string.Join('.', substitution.Path);
        string? variable = _cycle ? null : environment(name);
        _cycle = false;
        if (variable is not null) return new HoconNode.Scalar(new HoconOrigin($"environment variable {name}", 0, 0), variable);
        if (substitution.IsOptional) return null;
        throw substitution.Origin.Bad($"a value for ${{{HoconPath.Write(substitution.Path)}}}", "nothing, or only a way back to itself");
    }

    private HoconNode? Concatenate(HoconNode.Concatenation concatenation)
    {
        var pieces = new List<HoconNode>();
        foreach (HoconNode piece in concatenation.Pieces)
            if (Evaluate(piece) is HoconNode value) pieces.Add(value);

        if (pieces.Count == 0) return null;
        if (pieces.All(p => p is HoconNode.Scalar))
            return new HoconNode.Scalar(concatenation.Origin, string.Concat(pieces.Cast<HoconNode.Scalar>().Select(p => p.Text ?? "null")));

        pieces.RemoveAll(p => p is HoconNode.Scalar { IsBlank: true });
        CheckKinds(pieces);
        if (pieces[0] is HoconNode.List)
            return new HoconNode.List(concatenation.Origin, [.. pieces.Cast<HoconNode.List>().SelectMany(list => list.Items)]);
        return pieces.Cast<HoconNode.Object>().Aggregate((lower, upper) => Merge(upper, lower));
    }

    /// <summary>Refuses a concatenation of unlike values; substitutions count once they are known.</summary>
    public static void CheckKinds(IEnumerable<HoconNode> pieces)
    {
        HoconNode[] known = [.. pieces.Where(p => p is HoconNode.Object or HoconNode.List or HoconNode.Scalar { IsBlank: false })];
        HoconNode? odd = Array.Find(known, p => p.GetType() != known[0].GetType());
        if (odd is not null) throw odd.Origin.Bad($"{known[0].Kind}, as before it on this line", odd.Kind);
    }

    private static HoconNode.Object Merge(HoconNode.Object upper, HoconNode.Object lower)
    {
        var merged = new HoconNode.Object(upper.Origin);
        foreach (HoconNode.Object source in (HoconNode.Object[])[lower, upper])
            foreach ((string name, HoconField field) in source.Fields)
                merged.Field(name).Push(Copy(field.Top!));
        return merged;
    }

    // Push merges into what lies there, which others may hold.
    private static HoconNode Copy(HoconNode resolved) =>
        resolved is HoconNode.Object fields ? Merge(fields, new HoconNode.Object(fields.Origin)) : resolved;
}
