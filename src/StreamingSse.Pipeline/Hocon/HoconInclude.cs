namespace StreamingSse.Pipeline.Hocon;

/// <summary>Include statements of one text: which file, where its keys go, and the chain of files that led here.</summary>
internal sealed class HoconInclude
{
    private readonly string? _directory;
    private readonly string[] _chain;   // full paths of the files being read, outermost first

    public HoconInclude(HoconText outermost)
    {
        _directory = outermost.Directory;
        _chain = _directory is null ? [] : [Path.GetFullPath(outermost.Name)];
    }

    private HoconInclude(string file, string[] chain)
    {
        _directory = Path.GetDirectoryName(file);
        _chain = [.. chain, file];
    }

    /// <summary>True where the unquoted word include begins a key; it is no key then.</summary>
    public static bool StandsAt(HoconCursor at) =>
        at.StartsWith("include") && " \t\r\n\"=:{+\0".Contains(at.Ahead("include".Length));

    /// <summary>Consumes the statement and parses the file into the object at <paramref name="path"/>.</summary>
    public void Parse(HoconCursor at, HoconNode.Object target, string[] path, IReadOnlyList<string[]> scopes)
    {
        HoconOrigin origin = at.Origin;
        at.Skip("include".Length);
        at.SkipLines();
        bool isRequired = TakeCall(at, "required");
        bool isFile = TakeCall(at, "file");
        if (at.StartsWith("url(")) throw at.Origin.LeftOut("include url(…)");
        if (at.StartsWith("classpath(")) throw at.Origin.LeftOut("include classpath(…)");
        if (at.Next != '"') throw at.Origin.Bad("a file name in quotes after include", at.Found);

        string name = at.TakeQuoted();
        if (isFile) TakeClose(at);
        if (isRequired) TakeClose(at);

        string? file = Locate(name, origin);
        if (file is null)
        {
            if (isRequired) throw origin.Bad($"the required file {name}", "none");
            return;   // by HOCON's rule a missing file counts as empty
        }
        IReadOnlyList<string[]> inner = path.Length == 0 ? scopes : [[.. scopes[0], .. path], .. scopes];
        HoconParser.ParseInto(target, HoconText.Read(file), inner, new HoconInclude(file, _chain));
    }

    private string? Locate(string name, HoconOrigin origin)
    {
        if (name.Contains("://")) throw origin.LeftOut("include of a URL");
        if (Path.GetExtension(name) == ".properties") throw origin.LeftOut("include of Java properties");
        if (Path.GetExtension(name).Length == 0) throw origin.LeftOut("include of a name without extension");
        if (_directory is null && !Path.IsPathRooted(name)) throw origin.Bad("an absolute path in a text that is no file", name);

        string file = Path.GetFullPath(name, _directory ?? "/");
        if (!File.Exists(file)) return null;
        if (_chain.Contains(file)) throw origin.Bad("no cycle of includes", string.Join(" → ", [.. _chain, file]));
        return file;
    }

    private static bool TakeCall(HoconCursor at, string word)
    {
        if (!at.StartsWith(word + "(")) return false;
        at.Skip(word.Length + 1);
        at.SkipLines();
        return true;
    }

    private static void TakeClose(HoconCursor at)
    {
        at.SkipLines();
        if (at.Next != ')') throw at.Origin.Bad("a closing )", at.Found);
        at.Skip(1);
    }
}
