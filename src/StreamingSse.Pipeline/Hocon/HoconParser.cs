namespace StreamingSse.Pipeline.Hocon;

/// <summary>Adds what one text says to a tree; nothing is resolved yet.</summary>
/// <remarks>
/// Texts parsed into the same tree merge by the rules for duplicate keys, which is how HOCON layers files. Recursive descent,
/// one call per nested value.
/// </remarks>
internal sealed class HoconParser
{
    private const int MaxDepth = 64;

    private readonly HoconCursor _at;
    private readonly HoconInclude _include;
    private readonly IReadOnlyList<string[]> _scopes;   // paths of this text's root in the tree, innermost include first
    private int _depth;
    private int _arrayDepth;

    private HoconParser(HoconText text, IReadOnlyList<string[]> scopes, HoconInclude include)
    {
        _at = new HoconCursor(text.Text, text.Name);
        _scopes = scopes;
        _include = include;
    }

    public static void ParseInto(HoconNode.Object root, HoconText text) =>
        ParseInto(root, text, [[]], new HoconInclude(text));

    internal static void ParseInto(HoconNode.Object root, HoconText text, IReadOnlyList<string[]> scopes, HoconInclude include) =>
        new HoconParser(text, scopes, include).ParseRoot(root);

    private void ParseRoot(HoconNode.Object root)
    {
        _at.SkipLines();
        if (_at.Next == '[') throw _at.Origin.LeftOut("an array as the root of a document");
        if (_at.Next == '{') ParseObject(root, []);
        else ParseFields(root, [], '\0');

        _at.SkipLines();
        if (!_at.AtEnd) throw _at.Origin.Bad("the end of the text", _at.Found);
    }

    private void ParseObject(HoconNode.Object target, string[] path)
    {
        Enter();
        HoconOrigin open = _at.Origin;
        _at.Skip(1);
        ParseFields(target, path, '}');
        if (_at.AtEnd) throw open.Bad("a closing } for this {", "the end of the text");
        _at.Skip(1);
        _depth--;
    }

    private void ParseFields(HoconNode.Object target, string[] path, char close)
    {
        _at.SkipLines();
        while (_at.Next != close && !_at.AtEnd)
        {
            ParseField(target, path);
            if (!TakeSeparator(close)) break;
        }
    }

    private void ParseField(HoconNode.Object target, string[] path)
    {
        HoconOrigin origin = _at.Origin;
        if (HoconInclude.StandsAt(_at))
        {
            if (_arrayDepth > 0) throw origin.LeftOut("include within an array");
            _include.Parse(_at, target, path, _scopes);
            return;
        }

        string[] key = HoconPath.Parse(_at);
        string[] full = [.. path, .. key];
        _at.SkipLines();
        bool isAppend = _at.StartsWith("+=");
        if (isAppend) _at.Skip(2);
        else if (_at.Next is '=' or ':') _at.Skip(1);
        else if (_at.Next != '{') throw _at.Origin.Bad($"= or : or {{ after the key {HoconPath.Write(full)}", _at.Found);

        _at.SkipLines();
        HoconNode value = ParseValue(full);
        if (isAppend) value = Append(full, value, origin);
        target.Descend(key.AsSpan(..^1), origin).Field(key[^1]).Push(value);
    }

    // a += b is a = ${?a} [b].
    private HoconNode.Concatenation Append(string[] path, HoconNode value, HoconOrigin origin)
    {
        if (_arrayDepth > 0) throw origin.LeftOut("+= within an array");
        string[] itself = [.. _scopes[0], .. path];
        return new(origin, [new HoconNode.Substitution(origin, itself, isOptional: true, [[]]), new HoconNode.List(value.Origin, [value])]);
    }

    /// <summary>A comma, a line end, or the close ahead; false before the close.</summary>
    private bool TakeSeparator(char close)
    {
        bool isNewLine = _at.SkipLines();
        if (_at.AtEnd || _at.Next == close) return false;
        if (_at.Next == ',')
        {
            _at.Skip(1);
            _at.SkipLines();
            return true;
        }
        return isNewLine ? true : throw _at.Origin.Bad("a comma or a new line", _at.Found);
    }

    /// <summary>The pieces up to the end of the value: one, or a concatenation.</summary>
    private HoconNode ParseValue(string[] path)
    {
        HoconOrigin origin = _at.Origin;
        var pieces = new List<HoconNode>();
        while (true)
        {
            HoconOrigin blankOrigin = _at.Origin;
            string blank = _at.TakeBlank();
            if (_at.AtValueEnd) break;
            if (pieces.Count > 0 && blank.Length > 0) pieces.Add(new HoconNode.Scalar(blankOrigin, blank, isBlank: true));
            pieces.Add(ParsePiece(path));
        }
        return pieces.Count > 0 ? Concatenate(pieces, origin) : throw _at.Origin.Bad("a value", _at.Found);
    }

    // What is known already is done at once; substitutions wait for the whole document.
    private static HoconNode Concatenate(List<HoconNode> pieces, HoconOrigin origin)
    {
        if (pieces.Count == 1) return pieces[0];
        HoconResolver.CheckKinds(pieces);
        if (pieces.All(p => p is HoconNode.Scalar))
            return new HoconNode.Scalar(origin, string.Concat(pieces.Cast<HoconNode.Scalar>().Select(p => p.Text ?? "null")));
        if (pieces.Exists(p => p is HoconNode.Substitution or HoconNode.List)) return new HoconNode.Concatenation(origin, pieces);

        var merged = new HoconField();
        foreach (HoconNode.Object piece in pieces.OfType<HoconNode.Object>()) merged.Push(piece);
        return merged.Top!;
    }

    private HoconNode ParsePiece(string[] path)
    {
        HoconOrigin origin = _at.Origin;
        switch (_at.Next)
        {
            case '{':
                var made = new HoconNode.Object(origin);
                ParseObject(made, path);
                return made;
            case '[':
                return ParseArray(path);
            case '"':
                return new HoconNode.Scalar(origin, _at.TakeQuoted());
            case '$' when _at.Ahead(1) == '{':
                return ParseSubstitution();
        }
        string text = _at.TakeUnquoted();
        if (text.Length == 0) throw origin.Bad("a value, or quotes around this character", _at.Found);
        return new HoconNode.Scalar(origin, text == "null" ? null : text);
    }

    private HoconNode.List ParseArray(string[] path)
    {
        Enter();
        _arrayDepth++;
        HoconOrigin open = _at.Origin;
        _at.Skip(1);
        var items = new List<HoconNode>();
        _at.SkipLines();
        while (_at.Next != ']' && !_at.AtEnd)
        {
            items.Add(ParseValue(path));
            if (!TakeSeparator(']')) break;
        }
        if (_at.AtEnd) throw open.Bad("a closing ] for this [", "the end of the text");
        _at.Skip(1);
        _arrayDepth--;
        _depth--;
        return new HoconNode.List(open, items);
    }

    private HoconNode.Substitution ParseSubstitution()
    {
        HoconOrigin origin = _at.Origin;
        bool isOptional = _at.Ahead(2) == '?';
        _at.Skip(isOptional ? 3 : 2);
        string[] path = HoconPath.Parse(_at);
        if (_at.Next == '[') throw _at.Origin.LeftOut("${NAME[]}, a list from environment variables,");
        if (_at.Next != '}') throw _at.Origin.Bad("a closing } for ${", _at.Found);
        _at.Skip(1);
        return new HoconNode.Substitution(origin, path, isOptional, _scopes);
    }

    private void Enter()
    {
        if (++_depth > MaxDepth) throw _at.Origin.Bad($"at most {MaxDepth} nested values", "one more");
    }
}
